package org.talanoa.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.talanoa.browser.Chromium.openThread;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Draft;
import org.talanoa.discussion.Reaction;
import org.talanoa.discussion.ThreadHead;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Voice;
import org.talanoa.testing.Seed;
import org.talanoa.text.Markdown;
import org.talanoa.text.Title;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a real browser holds after any live changes is what a page that is loaded afresh would hold:
 * messages, the thread's head, and the list of threads with what is unread in them.
 */
class HeldTest extends Browsing {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int ROUNDS = 3;
  private static final int ACTS = 25;

  private final People people;
  private final Rooms rooms;
  private final Discussions discussions;
  private final long seed = Seed.OF_RUN;
  private final Random random = Seed.random();
  private int count;

  @Autowired
  HeldTest(People people, Rooms rooms, Discussions discussions) {
    this.people = people;
    this.rooms = rooms;
    this.discussions = discussions;
  }

  @Test
  void whatABrowserHoldsIsWhatAFreshPageWouldHold() {
    var room = "The open floor";
    var browsers =
        List.of(
            chromium.visitor("peer"), chromium.visitor("moderator"), chromium.visitor("observer"));
    for (var page : browsers) {
      openThread(page, room, "Who keeps the flame");
      page.evaluate(LOSING, 1 + random.nextInt(1 << 30));
    }
    var seat =
        rooms.seats(person("khady")).all().stream()
            .filter(candidate -> candidate.room().name().equals(room))
            .findFirst()
            .orElseThrow();
    var heads = discussions.threads(seat, java.time.Instant.now(), 3);
    var talkers = rooms.people(seat).stream().map(PersonId::value).toList();

    for (var round = 0; round < ROUNDS; round++) {
      browsers.forEach(page -> page.evaluate("() => { window.losing = true; }"));
      for (var act = 0; act < ACTS; act++) {
        var voice = rooms.speak(person(any(talkers)), seat.room().id());
        change(voice, random.nextInt(10), any(heads));
      }
      if (round == ROUNDS / 2) {
        browsers.getFirst().context().setOffline(true);
        change(rooms.speak(person("khady"), seat.room().id()), 0, heads.getFirst());
        browsers.getFirst().context().setOffline(false);
      }
      browsers.forEach(page -> page.evaluate("() => { window.losing = false; }"));
      change(rooms.speak(person("khady"), seat.room().id()), 0, heads.getFirst());

      browsers.forEach(page -> holdsWhatIsThere(page));
    }
  }

  private void change(Voice voice, int what, ThreadHead head) {
    var thread = head.id();
    var last = discussions.head(voice, thread).last();
    var number = 1 + random.nextInt(last);
    var key = "held-key-" + seed + "-" + count++;
    try {
      switch (what) {
        case 0, 1 -> discussions.post(voice, thread, Draft.of(key, "And what then? " + count));
        case 2 ->
            discussions.post(
                voice,
                thread,
                Draft.of(key, "To @[Amina Diallo](person:amina) and all").answering(number));
        case 3 -> discussions.edit(voice, thread, number, Markdown.of("Put better: " + count));
        case 4 -> discussions.delete(voice, thread, number);
        case 5, 6 ->
            discussions.react(
                voice, thread, number, any(List.of(Reaction.values())), random.nextBoolean());
        case 7 -> discussions.pin(voice, thread, number, random.nextBoolean());
        case 8 -> discussions.rename(voice, thread, new Title("Ghost workers " + count));
        default ->
            discussions.start(voice, new Title("Another thread " + count), Draft.of(key, "?"));
      }
    } catch (org.talanoa.Refusal refused) {
      // Not everybody may do everything; what is refused changes nothing.
    }
  }

  private static void holdsWhatIsThere(Page page) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(400))
        .untilAsserted(() -> {
          var compared = JSON.readTree((String) page.evaluate(COMPARED));
          assertThat(compared.path("held")).isEqualTo(compared.path("fresh"));
          assertThat(compared.path("listed")).isEqualTo(compared.path("list"));
        });
  }

  private <T> T any(List<T> things) {
    return things.get(random.nextInt(things.size()));
  }

  private Person person(String id) {
    return people.onBehalfOf(new PersonId(id)).orElseThrow();
  }

  /** Some of what comes live is lost on the way, and found out by what comes after it. */
  private static final String LOSING =
      """
      (seed) => {
        let state = seed;
        const random = () => (state = (state * 16807) % 2147483647) / 2147483647;
        const talk = document.querySelector('talanoa-conversation');
        const heard = talk.heard.bind(talk);
        const lost = (frame) => window.losing && frame.type === 'message' && random() < 0.3;
        talk.heard = (frame) => lost(frame) || heard(frame);
      }
      """;

  private static final String COMPARED =
      """
      async () => {
        const talk = document.querySelector('talanoa-conversation');
        const list = document.querySelector('talanoa-threads');
        const ask = async (path) =>
          (await fetch('/api' + path, { headers: { Accept: 'application/json' } })).json();
        const path = `/rooms/${talk.room}/threads`;
        const snapshot = talk.snapshot();
        const numbers = snapshot.messages.map((message) => message.number);
        const pages = [];
        for (let from = Math.min(...numbers); from <= Math.max(...numbers); from += 100) {
          pages.push(...(await ask(`${path}/${talk.thread}/messages?count=100&from=${from}`)).messages);
        }
        const { thread } = await ask(`${path}/${talk.thread}`);
        const threads = (await ask(`${path}?count=100`)).threads;
        const ofList = (all) =>
          all
            .map(({ thread, mine }) => ({ ...thread, ...mine }))
            .sort((a, b) => a.id.localeCompare(b.id));
        return JSON.stringify({
          held: snapshot,
          fresh: {
            revision: thread.revision,
            last: thread.last,
            head: thread,
            messages: pages.filter((message) => numbers.includes(message.number)),
          },
          listed: ofList([...list.listed.values()]),
          list: ofList(threads),
        });
      }
      """;
}

package org.talanoa.discussion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Follower;
import org.talanoa.people.Forgetting;
import org.talanoa.people.Person;
import org.talanoa.room.Chair;
import org.talanoa.room.Manner;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Voice;
import org.talanoa.testing.World;
import org.talanoa.text.Markdown;
import org.talanoa.text.Title;

/** What becomes of what somebody said under a pseudonym, when they are forgotten. */
class VeiledAndForgottenTest {
  private final World world = new World();
  private final Person amina = world.peer("amina");
  private final Chair chair =
      world.rooms.chair(
          world.organiser.person(), world.room(RoomKind.CLOSED, amina, world.peer("tashi")).id());
  private final Authors authors = new Authors(world.discussions, world.approvals, world.people);
  private final ThreadId thread =
      world.thread(world.organiser.person(), chair.room().id(), "Hard things");

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void theWordsStayUnderTheirNameAndNobodyIsBehindThem() {
    var veiled = world.discussions.post(voice(), thread, World.draft("veiled").veiled());
    assertThat(authors.behind(chair, thread, veiled.number())).contains(amina.id());
    var mark = stored();

    forget(false);

    var stays = world.discussions.message(chair, thread, veiled.number());
    assertThat(stays.body()).isEqualTo(veiled.body());
    assertThat(stays.by()).isEqualTo(veiled.by());
    assertThat(authors.behind(chair, thread, veiled.number())).isEmpty();
    assertThat(stored()).isNotEqualTo(mark).doesNotContain(marks(mark));
  }

  /** Whoever listens while somebody leaves would learn it from what changes at that moment. */
  @Test
  void nobodyHearsThatAPseudonymIsNobodysAnyMore() {
    var veiled = world.discussions.post(voice(), thread, World.draft("veiled").veiled());
    var edited = world.discussions.post(voice(), thread, World.draft("veild").veiled());
    world.discussions.edit(voice(), thread, edited.number(), Markdown.of("veiled"));
    var named = world.discussions.post(voice(), thread, World.draft("named"));
    var answer = World.draft("and again").veiled().answering(named.number());
    var again = world.discussions.post(voice(), thread, answer);
    var told = new ConcurrentLinkedQueue<Change>();
    var following = follow(told);
    var before = world.discussions.page(chair, thread, 1, 10).messages();

    forget(false);

    var after = world.discussions.page(chair, thread, 1, 10).messages();
    var bystander = world.discussions.post(chair, thread, World.draft("The last word"));
    await().until(() -> numbers(told).contains(bystander.number()));
    following.close();
    for (var number : List.of(veiled.number(), edited.number(), again.number())) {
      assertThat(after.get(number - 1)).isEqualTo(before.get(number - 1));
    }
    assertThat(numbers(told)).containsOnly(named.number(), bystander.number());
    assertThat(world.discussions.wordings(chair, thread, edited.number())).hasSize(1);
  }

  @Test
  void aThreadInWhichOnlyPseudonymsSpokeSaysNothingNew() {
    var begun =
        world
            .discussions
            .start(voice(), new Title("Hard"), World.draft("How?").veiled())
            .head()
            .id();
    world.discussions.post(voice(), begun, World.draft("And why?").veiled());
    var before = world.discussions.head(chair, begun);
    var told = new ConcurrentLinkedQueue<Change>();

    try (var _ = follow(told)) {
      forget(false, begun);
      var bystander = world.discussions.post(chair, thread, World.draft("The last word"));
      await().until(() -> numbers(told).contains(bystander.number()));
    }

    assertThat(world.discussions.head(chair, begun).revision()).isEqualTo(before.revision());
    assertThat(told).allMatch(change -> thread(change).equals(thread));
    assertThat(authors.behind(chair, begun, 1)).isEmpty();
    assertThat(world.discussions.ownPseudonyms(voice(), world.discussions.head(chair, begun)))
        .isEmpty();
  }

  private Feed.Subscription follow(Queue<Change> told) {
    return world.feed.follow(
        List.of(Discussions.MESSAGES, Discussions.HEADS),
        new Follower<Change>() {
          @Override
          public void told(Change change) {
            told.add(change);
          }

          @Override
          public void missed() {
            throw new IllegalStateException("nothing is to be missed here");
          }
        });
  }

  private static List<Integer> numbers(Collection<Change> told) {
    return told.stream()
        .filter(Change.OfMessage.class::isInstance)
        .map(change -> ((Change.OfMessage) change).message().number())
        .toList();
  }

  private static ThreadId thread(Change change) {
    return switch (change) {
      case Change.OfMessage of -> of.message().thread();
      case Change.Headed(var head) -> head.id();
    };
  }

  /** Even an account that were given the same id is another one. */
  @Test
  void noLaterAccountIsTakenForWhoIsGone() {
    var veiled = world.discussions.post(voice(), thread, World.draft("veiled").veiled());

    forget(false);

    var head = world.discussions.head(chair, thread);
    assertThat(authors.isOwn(voice(), thread, veiled.number())).isFalse();
    var later = world.discussions.post(voice(), thread, World.draft("later").veiled());
    assertThat(later.by()).isInstanceOf(Byline.Pseudonym.class).isNotEqualTo(veiled.by());
    assertThat(world.discussions.head(chair, thread).spoke()).isEqualTo(head.spoke());
    assertThat(authors.behind(chair, thread, later.number())).contains(amina.id());
    assertThat(authors.behind(chair, thread, veiled.number())).isEmpty();
  }

  @Test
  void theWordsGoWhereThatIsWanted() {
    var veiled = world.discussions.post(voice(), thread, World.draft("veiled").veiled());
    var named = world.discussions.post(voice(), thread, World.draft("named"));

    forget(true);

    assertThat(world.discussions.message(chair, thread, veiled.number()).body())
        .isInstanceOf(Body.Deleted.class);
    assertThat(world.discussions.message(chair, thread, named.number()).body())
        .isInstanceOf(
            chair.room().manner().formerWords() == Manner.FormerWords.REMOVE
                ? Body.Deleted.class
                : Body.Said.class);
    assertThat(stored()).doesNotContain("veiled");
  }

  private Voice voice() {
    return world.voice(amina, chair.room().id());
  }

  private void forget(boolean veiledWords) {
    forget(veiledWords, thread);
  }

  private void forget(boolean veiledWords, ThreadId in) {
    var forgetting = new Forgetting(amina.id(), veiledWords, "a secret of this erasure");
    var words = chair.room().manner().formerWords();
    new Oblivion(world.discussions, world.attachments, forgetting, words)
        .in(world.discussions.head(chair, in));
  }

  /** Everything that is stored of this thread. */
  private String stored() {
    var head = world.discussions.stored().stored(thread).orElseThrow().toJson();
    var messages = new StringBuilder(head);
    world
        .storage
        .database()
        .getCollection("messages")
        .find()
        .forEach(message -> messages.append(message.toJson()));
    return messages.toString();
  }

  private static String[] marks(String stored) {
    return Pattern.compile("\"mark\": \"([^\"]+)\"")
        .matcher(stored)
        .results()
        .map(found -> found.group(1))
        .toArray(String[]::new);
  }
}

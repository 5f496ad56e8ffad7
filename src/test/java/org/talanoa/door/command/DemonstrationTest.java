package org.talanoa.door.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.talanoa.alliance.AllianceId;
import org.talanoa.discussion.Archive;
import org.talanoa.discussion.Authors;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.Marks;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.ThreadHead;
import org.talanoa.door.command.DemonstrationAlliance.MessageJson;
import org.talanoa.door.command.DemonstrationAlliance.RoomJson;
import org.talanoa.door.command.DemonstrationAlliance.Story;
import org.talanoa.moderation.Cases;
import org.talanoa.people.PersonId;
import org.talanoa.testing.World;
import org.talanoa.text.Markdown;
import tools.jackson.databind.json.JsonMapper;

class DemonstrationTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final World world = new World();
  private final Archive archive = new Archive(world.discussions);
  private final Cases cases =
      new Cases(
          world.storage,
          world.key,
          world.discussions,
          new Authors(world.discussions, world.approvals, world.people),
          world.rooms,
          world.clock);
  private final Story story = story();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void everyThreadAndEveryMessageArrives() {
    bring();

    var told = new TreeMap<String, List<String>>();
    for (var thread : story.threads()) {
      told.put(
          thread.title(),
          thread.messages().stream().map(message -> message.text().stripTrailing()).toList());
    }
    assertThat(said()).isEqualTo(told);
  }

  @Test
  void broughtTwiceItIsThereOnce() {
    bring();
    var once = said();

    bring();

    assertThat(archive.heads()).hasSameSizeAs(story.threads());
    assertThat(said()).isEqualTo(once);
  }

  @Test
  void whoeverSpeaksOrReactsSitsInTheRoom() {
    var seated =
        story.rooms().stream().collect(Collectors.toMap(RoomJson::slug, RoomJson::members));

    for (var thread : story.threads()) {
      for (var message : thread.messages()) {
        assertThat(seated.get(thread.room())).as(thread.title()).containsAll(present(message));
      }
    }
  }

  @Test
  void aMessageIsLaterThanWhatItAnswers() {
    bring();

    for (var head : archive.heads()) {
      var before = new ArrayList<Message>();
      for (var message : messages(head)) {
        var title = head.title() + " " + message.number();
        assertThat(before).as(title).allMatch(earlier -> !earlier.at().isAfter(message.at()));
        message
            .answers()
            .ifPresent(answered -> assertThat(answered).as(title).isLessThan(message.number()));
        before.add(message);
      }
    }
  }

  @Test
  void whoSpeaksUnderAPseudonymIsNamedNowhere() {
    bring();

    var names = new TreeSet<String>();
    for (var thread : story.threads()) {
      for (var i = 0; i < thread.messages().size(); i++) {
        var veiled = Boolean.TRUE.equals(thread.messages().get(i).underPseudonym());
        var by = messages(head(thread.title())).get(i).by();
        assertThat(by instanceof Byline.Pseudonym).as(thread.title() + " " + i).isEqualTo(veiled);
        if (by instanceof Byline.Pseudonym(var name)) {
          names.add(thread.messages().get(i).by() + "/" + name);
          assertThat(head(thread.title()).spoke()).doesNotContainKey(new PersonId("domingas"));
        }
      }
    }
    assertThat(names).hasSize(2);
  }

  @Test
  void whatIsReportedWaitsAndSomebodyStandsBehindAnother() {
    bring();

    var head = head("The list that I carry past empty doors");
    var chair = world.rooms.chair(world.person("khady"), head.room());
    var waiting = cases.waiting(chair);
    assertThat(waiting).hasSize(1);
    assertThat(waiting.getFirst().reportCount()).isEqualTo(2);
    assertThat(messages(head).get(2).sponsors()).containsExactly(new PersonId("claudine"));
    assertThat(head("As a junior, when do you say that the numbers are wrong?").rankHidden())
        .isTrue();
  }

  @Test
  void oneRoomIsYetToBeEnteredByTheOrganiserAndAllOthersAreEntered() {
    bring();

    var pema = world.person("pema");
    var alliance = new AllianceId(story.alliance().slug());
    var invited = world.rooms.invited(world.alliances.enter(pema, alliance));
    assertThat(invited).extracting(there -> there.room().name()).containsExactly("Under pressure");
    for (var room : story.rooms()) {
      for (var member : room.members()) {
        var enters = world.alliances.enter(world.person(member), alliance);
        assertThat(world.rooms.invited(enters))
            .extracting(there -> there.room().name())
            .as(member)
            .doesNotContain(room.name());
      }
    }
  }

  private ThreadHead head(String title) {
    return archive.heads().stream()
        .filter(head -> head.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  private void bring() {
    new DemonstrationAlliance(
        world.people,
        world.alliances,
        world.rooms,
        world.discussions,
        new Marks(world.discussions, world.storage, world.key, world.feed),
        cases,
        Clock.systemUTC(),
        JSON);
  }

  private Map<String, List<String>> said() {
    return archive.heads().stream()
        .collect(
            Collectors.toMap(
                head -> head.title(),
                head -> messages(head).stream().map(DemonstrationTest::words).toList(),
                (_, again) -> again,
                TreeMap::new));
  }

  private List<Message> messages(ThreadHead head) {
    return archive.messages(head.id(), 1, head.last());
  }

  private static String words(Message message) {
    return message.body() instanceof Body.Said(Markdown markdown) ? markdown.source() : "";
  }

  private static List<String> present(MessageJson message) {
    var people = new ArrayList<>(List.of(message.by()));
    if (message.reactions() != null) {
      message.reactions().values().forEach(people::addAll);
    }
    if (message.poll() != null) {
      message.poll().votes().forEach(people::addAll);
    }
    return people;
  }

  private static Story story() {
    try (var file = new ClassPathResource("demo/alliance.json").getInputStream()) {
      return JSON.readValue(file, Story.class);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}

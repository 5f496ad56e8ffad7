package org.talanoa.door.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.talanoa.discussion.Archive;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Marks;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.ThreadHead;
import org.talanoa.door.command.DemonstrationAlliance.MessageJson;
import org.talanoa.door.command.DemonstrationAlliance.RoomJson;
import org.talanoa.door.command.DemonstrationAlliance.Story;
import org.talanoa.testing.World;
import org.talanoa.text.Markdown;
import tools.jackson.databind.json.JsonMapper;

class DemonstrationTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final World world = new World();
  private final Archive archive = new Archive(world.discussions);
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

  private void bring() {
    new DemonstrationAlliance(
        world.people,
        world.alliances,
        world.rooms,
        world.discussions,
        new Marks(world.discussions, world.storage, world.key, world.feed),
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

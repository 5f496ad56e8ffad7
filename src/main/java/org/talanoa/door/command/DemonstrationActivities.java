package org.talanoa.door.command;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.talanoa.activity.Activities;
import org.talanoa.activity.Exercises;
import org.talanoa.activity.Times;
import org.talanoa.alliance.Alliances;
import org.talanoa.discussion.Approvals;
import org.talanoa.discussion.Attachments;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Posting;
import org.talanoa.feed.Feed;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings the activities of {@code demo/activities.json} into the made-up alliance: by what people
 * do every day, on days that are past.
 */
@Component
@ConditionalOnProperty("talanoa.demo")
class DemonstrationActivities {
  private final People people;
  private final Rooms rooms;
  private final Alliances alliances;
  private final Attachments attachments;
  private final Approvals approvals;
  private final Exercises exercises;
  private final Times times;
  private final Storage storage;
  private final Feed feed;
  private final InstallationKey key;
  private final Clock clock;
  private final Story story;

  record Story(List<ActivityJson> activities) {}

  /**
   * @param days how many days each phase lasts: more than have gone by since it was opened, because
   *     a phase that is over is ended by the clockwork, which looks at what is true now
   * @param events the first of which opens it
   */
  record ActivityJson(String room, String exercise, int days, List<EventJson> events) {}

  record EventJson(String by, int daysAgo, String time, List<Act> acts) {}

  /** One thing that somebody does. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "does")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Join.class, name = "join"),
    @JsonSubTypes.Type(value = Begin.class, name = "begin"),
    @JsonSubTypes.Type(value = Next.class, name = "next"),
    @JsonSubTypes.Type(value = Extend.class, name = "extend"),
    @JsonSubTypes.Type(value = Write.class, name = "write"),
    @JsonSubTypes.Type(value = Dots.class, name = "dots"),
    @JsonSubTypes.Type(value = Harvest.class, name = "harvest"),
    @JsonSubTypes.Type(value = Reply.class, name = "reply")
  })
  sealed interface Act {}

  record Join() implements Act {}

  record Begin() implements Act {}

  record Next() implements Act {}

  record Extend(int days) implements Act {}

  /**
   * @param name by which dots are given to it
   */
  record Write(String words, @Nullable String name) implements Act {}

  record Dots(List<String> on) implements Act {}

  record Harvest(String title, String words) implements Act {}

  /** Says something in the thread in which the harvest stands. */
  record Reply(String words) implements Act {}

  DemonstrationActivities(
      People people,
      Rooms rooms,
      Alliances alliances,
      Attachments attachments,
      Approvals approvals,
      Exercises exercises,
      Times times,
      Storage storage,
      Feed feed,
      InstallationKey key,
      Clock clock,
      JsonMapper json) {
    this.people = people;
    this.rooms = rooms;
    this.alliances = alliances;
    this.attachments = attachments;
    this.approvals = approvals;
    this.exercises = exercises;
    this.times = times;
    this.storage = storage;
    this.feed = feed;
    this.key = key;
    this.clock = clock;
    try (var file = new ClassPathResource("demo/activities.json").getInputStream()) {
      this.story = json.readValue(file, Story.class);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** Brings all of it into these rooms, by their names in the file. */
  void bring(Map<String, RoomId> opened) {
    var then = new EarlierClock(clock);
    try (var bringing = new BringingFeed(feed)) {
      var discussions = new Discussions(storage, bringing, key, then, attachments);
      var posting = new Posting(rooms, discussions, approvals);
      var activities =
          new Activities(
              rooms, alliances, people, posting, exercises, storage, key, bringing, then, times);
      for (var told : story.activities()) {
        var room = Objects.requireNonNull(opened.get(told.room()));
        new DemonstrationActivity(this::person, rooms, posting, activities, room, then).tell(told);
      }
    }
  }

  private Person person(String id) {
    return people.onBehalfOf(new PersonId(id)).orElseThrow();
  }
}

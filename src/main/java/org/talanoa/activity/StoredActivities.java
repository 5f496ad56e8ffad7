package org.talanoa.activity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.talanoa.Refusal;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Follower;
import org.talanoa.feed.Topic;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Sealed;
import org.talanoa.storage.Storage;
import org.talanoa.text.Markdown;

/**
 * Activities and what was written in them, sealed. What stands in lists, and what still lasts, is
 * held in memory and kept current by the feed; the database is written first.
 */
final class StoredActivities {
  private static final String TOPIC = "activities";

  private static final int MOST_IN_MEMORY = 200;

  private final Function<Course, Optional<Instant>> due;
  private final Storage storage;
  private final Feed feed;
  private final Sealed activities;
  private final Sealed contributions;
  private final Topic<Change> topic;
  private final Map<ActivityId, Known> known = new ConcurrentHashMap<>();

  /** Those that were used last, and their contributions' words; guarded by itself. */
  private final Map<ActivityId, Used> used =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ActivityId, Used> eldest) {
          return size() > MOST_IN_MEMORY;
        }
      };

  /**
   * The part of each activity that memory holds: enough for lists and for knowing when to look at
   * it again.
   *
   * @param taking the people who take part
   */
  record Known(ActivityHead head, long version, Optional<Instant> due, Set<PersonId> taking) {}

  private record Used(Course course, Map<ContributionId, Markdown> words) {}

  StoredActivities(
      Storage storage, Feed feed, InstallationKey key, Function<Course, Optional<Instant>> due) {
    this.due = due;
    this.storage = storage;
    this.feed = feed;
    this.activities = new Sealed(storage, key, "activities");
    this.contributions = new Sealed(storage, key, "contributions");
    this.topic = new Topic<>(TOPIC, stored -> told(activities.open(stored)));
    feed.follow(
        new Topic<>(TOPIC, Function.identity()),
        new Follower<Document>() {
          @Override
          public void told(Document stored) {
            remember(Codec.course(activities.open(stored)));
          }

          @Override
          public void missed() {
            load();
          }
        });
    load();
  }

  private void load() {
    activities.all().forEach(document -> remember(Codec.course(document)));
  }

  private static Change told(Document document) {
    return new Change.WentOn(
        new RoomId(document.getString("room")),
        new ActivityId(document.getString("_id")),
        document.get("revision") instanceof Number number ? number.longValue() : 0);
  }

  Topic<Change> topic() {
    return topic;
  }

  /** The latest first. */
  List<ActivityHead> in(RoomId room) {
    return known.values().stream()
        .map(Known::head)
        .filter(head -> head.room().equals(room))
        .sorted(Comparator.comparing(ActivityHead::opened).reversed())
        .toList();
  }

  List<Known> all() {
    return List.copyOf(known.values());
  }

  Optional<Course> find(ActivityId id) {
    if (!known.containsKey(id)) {
      return Optional.empty();
    }
    synchronized (used) {
      var held = used.get(id);
      if (held != null) {
        return Optional.of(held.course());
      }
    }
    var found = activities.find(id.value()).map(Codec::course);
    found.ifPresent(this::remember);
    return found;
  }

  /** What was written; empty where it is gone. */
  Optional<Markdown> words(ActivityId activity, ContributionId id) {
    synchronized (used) {
      var held = used.get(activity);
      if (held != null && held.words().containsKey(id)) {
        return Optional.ofNullable(held.words().get(id));
      }
    }
    var found =
        contributions.find(id.value()).map(document -> Markdown.of(document.getString("words")));
    found.ifPresent(words -> note(activity, id, words));
    return found;
  }

  private void note(ActivityId activity, ContributionId id, Markdown words) {
    synchronized (used) {
      var held = used.get(activity);
      if (held != null) {
        held.words().put(id, words);
      }
    }
  }

  /** What is to be written together with the next state; none for most changes. */
  record Written(ContributionId id, Markdown words) {}

  /** Changes an activity; what is answered is durable. Makes it where there is none before. */
  Course change(
      ActivityId id,
      UnaryOperator<@Nullable Course> change,
      Optional<Written> written,
      List<ContributionId> gone) {
    return storage
        .together()
        .change(
            "activity/" + id,
            writing -> {
              var before = activities.find(writing, id.value()).map(Codec::course).orElse(null);
              var after = change.apply(before);
              if (after == null) {
                throw new Refusal.NotHere("activity.unknown");
              }
              if (after.equals(before)) {
                return new Outcome(after, null);
              }
              written
                  .filter(each -> after.entry(each.id()).isPresent())
                  .ifPresent(each ->
                      contributions.put(
                          writing,
                          new Document("_id", each.id().value())
                              .append("activity", id.value())
                              .append("words", each.words().source())));
              gone.forEach(each -> contributions.delete(writing, each.value()));
              return new Outcome(after, activities.put(writing, Codec.document(after)));
            },
            outcome -> {
              remember(outcome.course());
              written.ifPresent(each -> note(id, each.id(), each.words()));
              if (outcome.stored() != null) {
                feed.wrote(topic, outcome.stored());
              }
            })
        .course();
  }

  private record Outcome(Course course, @Nullable Document stored) {}

  /** Takes an activity away with everything that was written in it. */
  void delete(ActivityId id) {
    storage
        .together()
        .change(
            "activity/" + id,
            writing -> {
              activities
                  .find(writing, id.value())
                  .map(Codec::course)
                  .ifPresent(course ->
                      course
                          .entries()
                          .forEach(entry -> contributions.delete(writing, entry.id().value())));
              return activities.delete(writing, id.value());
            });
    known.remove(id);
    synchronized (used) {
      used.remove(id);
    }
  }

  private void remember(Course course) {
    var now =
        new Known(head(course), course.version(), due.apply(course), Set.copyOf(course.taking()));
    var held =
        known.merge(
            course.id(), now, (old, other) -> other.version() < old.version() ? old : other);
    if (held.version() > now.version()) {
      return;
    }
    synchronized (used) {
      var before = used.get(course.id());
      var words = new HashMap<ContributionId, Markdown>();
      if (before != null) {
        var there = new ArrayList<ContributionId>();
        course.entries().forEach(entry -> there.add(entry.id()));
        words.putAll(before.words());
        words.keySet().retainAll(Set.copyOf(there));
      }
      used.put(course.id(), new Used(course, words));
    }
  }

  private static ActivityHead head(Course course) {
    return new ActivityHead(
        course.id(),
        course.room(),
        course.exercise().name(),
        course.stage(),
        course.taking().size(),
        course.opened(),
        course.facilitator());
  }
}

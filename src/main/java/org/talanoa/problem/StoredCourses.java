package org.talanoa.problem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Follower;
import org.talanoa.feed.Topic;
import org.talanoa.people.PersonId;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Sealed;
import org.talanoa.storage.Storage;

/** Courses: sealed, one document for each problem; who has a part in which is held in memory. */
final class StoredCourses {
  /** How many acts are remembered, so that the same one again does nothing more. */
  private static final int MOST_ACTS = 200;

  private final Storage storage;
  private final Feed feed;
  private final Sealed courses;
  private final Topic<Change> topic;
  private final Map<ProblemId, Set<PersonId>> parts = new ConcurrentHashMap<>();

  StoredCourses(Storage storage, Feed feed, InstallationKey key) {
    this.storage = storage;
    this.feed = feed;
    this.courses = new Sealed(storage, key, "iterations");
    this.topic =
        new Topic<>("iterations", stored -> new Change.Moved(Codec.course(courses.open(stored))));
    feed.follow(
        topic,
        new Follower<Change>() {
          @Override
          public void told(Change change) {
            if (change instanceof Change.Moved(var course)) {
              remember(course);
            }
          }

          @Override
          public void missed() {
            load();
          }
        });
    load();
  }

  Topic<Change> topic() {
    return topic;
  }

  private void load() {
    courses.all().forEach(document -> remember(Codec.course(document)));
  }

  private void remember(Course course) {
    parts.put(
        course.problem(),
        course.iterations().stream()
            .flatMap(iteration ->
                Stream.concat(
                    iteration.by().stream(),
                    iteration.steps().stream().flatMap(step -> step.owner().stream())))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** The problems on which somebody works. */
  List<ProblemId> with(PersonId person) {
    return parts.entrySet().stream()
        .filter(entry -> entry.getValue().contains(person))
        .map(Map.Entry::getKey)
        .toList();
  }

  Collection<ProblemId> all() {
    return List.copyOf(parts.keySet());
  }

  static Course fresh(ProblemHead head) {
    return new Course(head.id(), head.room(), 0, List.of(), List.of(), 0);
  }

  /** Index: {@code _id}. */
  Optional<Course> find(ProblemId id) {
    return courses.find(id.value()).map(Codec::course);
  }

  /** Takes all out of a course; one in which nothing is stays where it was. */
  void empty(ProblemHead head) {
    if (find(head.id()).isPresent()) {
      var _ =
          change(
              head,
              Optional.empty(),
              before ->
                  new Course(
                      before.problem(),
                      before.room(),
                      before.revision() + 1,
                      List.of(),
                      List.of(),
                      before.seating()));
    }
  }

  /** Changes a course, once for each act with a name. */
  Course change(ProblemHead head, Optional<String> act, UnaryOperator<Course> change) {
    var told = new ArrayList<Document>();
    return storage
        .together()
        .change(
            "course/" + head.id(),
            writing -> {
              told.clear();
              var found = courses.find(writing, head.id().value());
              var before = found.map(Codec::course).orElseGet(() -> fresh(head));
              var acts = Codec.list(found.orElse(null), "acts", String.class);
              if (act.filter(acts::contains).isPresent()) {
                return before;
              }
              var after = change.apply(before);
              var kept = new ArrayList<>(acts);
              act.ifPresent(kept::add);
              if (kept.size() > MOST_ACTS) {
                kept.removeFirst();
              }
              told.add(courses.put(writing, Codec.course(after).append("acts", kept)));
              return after;
            },
            course -> {
              remember(course);
              told.forEach(document -> feed.wrote(topic, document));
            });
  }
}

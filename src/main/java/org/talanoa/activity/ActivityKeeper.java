package org.talanoa.activity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.talanoa.people.Export;
import org.talanoa.people.Forgetting;
import org.talanoa.people.Keeper;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.room.Arrangements;
import org.talanoa.room.Manner;
import org.talanoa.room.Rooms;

/**
 * Answers for activities and what was written in them. What somebody wrote for themself goes with
 * them; what others read stays as a former member's, unless the room has promised otherwise.
 * Exercises say nothing of a person.
 */
@Component
final class ActivityKeeper implements Keeper {
  private final Activities activities;
  private final Rooms rooms;
  private final Arrangements arrangements;

  ActivityKeeper(Activities activities, Rooms rooms, Arrangements arrangements) {
    this.activities = activities;
    this.rooms = rooms;
    this.arrangements = arrangements;
  }

  @Override
  public Set<String> collections() {
    return Set.of("activities", "contributions", "exercises");
  }

  @Override
  public void export(Person person, Export export) {
    export.list(
        "activities",
        all -> {
          for (var known : activities.stored().all()) {
            rooms
                .seat(person, known.head().room())
                .flatMap(_ -> activities.stored().find(known.head().id()))
                .filter(course -> course.participant(person.id()).isPresent())
                .ifPresent(course -> all.accept(described(course, person)));
          }
        });
  }

  private Map<String, ?> described(Course course, Person person) {
    var told = new HashMap<String, Object>();
    told.put("exercise", course.exercise().name().in(person.profile().locale()));
    told.put("opened", course.opened());
    told.put("led", course.leads(person.id()));
    told.put(
        "contributions",
        course.entries().stream()
            .filter(entry -> entry.isOf(person.id()))
            .flatMap(entry ->
                activities
                    .stored()
                    .words(course.id(), entry.id())
                    .map(words ->
                        Map.of(
                            "phase",
                            course
                                .phases()
                                .get(entry.phase())
                                .title()
                                .in(person.profile().locale()),
                            "words",
                            words.source()))
                    .stream())
            .toList());
    return told;
  }

  @Override
  public void forget(Forgetting forgetting) {
    var person = forgetting.person();
    for (var known : activities.stored().all()) {
      var course = activities.stored().find(known.head().id());
      if (course.filter(each -> concerns(each, person)).isPresent()) {
        forget(course.get(), forgetting);
      }
    }
  }

  private static boolean concerns(Course course, PersonId person) {
    return course.participant(person).isPresent()
        || course.leads(person)
        || course.entries().stream().anyMatch(entry -> entry.isOf(person));
  }

  private void forget(Course course, Forgetting forgetting) {
    var person = forgetting.person();
    var remove =
        arrangements
            .of(course.room())
            .filter(room -> room.manner().formerWords() == Manner.FormerWords.REMOVE)
            .isPresent();
    var gone =
        course.entries().stream()
            .filter(entry -> entry.isOf(person))
            .filter(entry -> goes(course, entry, remove, forgetting.veiledWords()))
            .map(Course.Entry::id)
            .toList();
    var _ =
        activities
            .stored()
            .change(
                course.id(),
                before -> before == null ? null : Oblivion.of(before, person, gone),
                Optional.empty(),
                List.copyOf(gone));
  }

  private static boolean goes(
      Course course, Course.Entry entry, boolean remove, boolean veiledWords) {
    var phase = course.phases().get(entry.phase());
    if (phase.nameless()) {
      return veiledWords || !Sight.isOpen(course, entry);
    }
    return remove || phase.audience() == Audience.AUTHOR && !Sight.isOpen(course, entry);
  }
}

package org.talanoa.door.command;

import java.time.Duration;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.talanoa.activity.Activities;
import org.talanoa.activity.Activities.Lead;
import org.talanoa.activity.Activity;
import org.talanoa.activity.ActivityId;
import org.talanoa.activity.ContributionId;
import org.talanoa.activity.ExerciseId;
import org.talanoa.discussion.Draft;
import org.talanoa.discussion.Outcome;
import org.talanoa.discussion.Posting;
import org.talanoa.discussion.ThreadId;
import org.talanoa.door.command.DemonstrationActivities.Act;
import org.talanoa.door.command.DemonstrationActivities.ActivityJson;
import org.talanoa.door.command.DemonstrationActivities.Begin;
import org.talanoa.door.command.DemonstrationActivities.Dots;
import org.talanoa.door.command.DemonstrationActivities.Extend;
import org.talanoa.door.command.DemonstrationActivities.Harvest;
import org.talanoa.door.command.DemonstrationActivities.Join;
import org.talanoa.door.command.DemonstrationActivities.Next;
import org.talanoa.door.command.DemonstrationActivities.Reply;
import org.talanoa.door.command.DemonstrationActivities.Write;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Voice;
import org.talanoa.text.Markdown;
import org.talanoa.text.Title;

/** Tells how one activity of the demonstration went. */
final class DemonstrationActivity {
  private final Function<String, Person> people;
  private final Rooms rooms;
  private final Posting posting;
  private final Activities activities;
  private final RoomId room;
  private final EarlierClock clock;
  private final Map<String, ContributionId> written = new HashMap<>();
  private int acts;

  DemonstrationActivity(
      Function<String, Person> people,
      Rooms rooms,
      Posting posting,
      Activities activities,
      RoomId room,
      EarlierClock clock) {
    this.people = people;
    this.rooms = rooms;
    this.posting = posting;
    this.activities = activities;
    this.room = room;
    this.clock = clock;
  }

  void tell(ActivityJson told) {
    var opening = told.events().getFirst();
    clock.set(opening.daysAgo(), LocalTime.parse(opening.time()));
    var exercise = new ExerciseId(told.exercise());
    var id = activities.open(voice(opening.by()), exercise, told.days(), nextKey()).id();
    for (var event : told.events()) {
      clock.set(event.daysAgo(), LocalTime.parse(event.time()));
      var voice = voice(event.by());
      for (var act : event.acts()) {
        clock.goOn();
        perform(voice, activities.passTime(voice, id), act);
      }
    }
  }

  private void perform(Voice voice, Activity now, Act act) {
    var id = now.id();
    switch (act) {
      case Join() -> activities.join(voice, id);
      case Begin() -> activities.lead(voice, id, new Lead.Begin());
      case Next() -> activities.lead(voice, id, new Lead.Next(now.phase()));
      case Extend(var days) ->
          activities.lead(voice, id, new Lead.Extend(now.phase(), Duration.ofDays(days)));
      case Write write -> write(voice, now, write);
      case Dots(var on) ->
          activities.dot(
              voice,
              id,
              now.phase(),
              on.stream().map(name -> Objects.requireNonNull(written.get(name))).toList());
      case Harvest(var title, var words) ->
          activities.harvest(
              voice.person(), room, id, new Title(title), Markdown.of(words), Optional.empty());
      case Reply(var words) -> reply(voice, id, words);
    }
  }

  private void write(Voice voice, Activity now, Write told) {
    var contribution =
        activities.write(voice, now.id(), now.phase(), nextKey(), Markdown.of(told.words()));
    if (told.name() != null) {
      written.put(told.name(), contribution.id());
    }
  }

  private void reply(Voice voice, ActivityId id, String words) {
    var outcome = posting.post(voice.person(), room, harvested(voice, id), draft(words));
    if (!(outcome instanceof Outcome.Said)) {
      throw new IllegalStateException("nobody hears it: " + words);
    }
  }

  private ThreadId harvested(Voice voice, ActivityId id) {
    return activities.see(voice, id).harvest().flatMap(Activity.Harvest::thread).orElseThrow();
  }

  private Draft draft(String words) {
    return Draft.of(nextKey(), words);
  }

  private Voice voice(String person) {
    return rooms.speak(people.apply(person), room);
  }

  private String nextKey() {
    return "demonstration-" + acts++;
  }
}

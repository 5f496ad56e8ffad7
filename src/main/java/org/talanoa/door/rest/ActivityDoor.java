package org.talanoa.door.rest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.Refusal;
import org.talanoa.activity.Activities;
import org.talanoa.activity.Activities.Lead;
import org.talanoa.activity.Activity;
import org.talanoa.activity.ActivityId;
import org.talanoa.activity.ContributionId;
import org.talanoa.activity.ExerciseId;
import org.talanoa.discussion.ThreadId;
import org.talanoa.door.wire.ActivityJson;
import org.talanoa.door.wire.ActivityWire;
import org.talanoa.people.Allowance;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seat;
import org.talanoa.room.Voice;
import org.talanoa.text.Markdown;
import org.talanoa.text.Title;

/** The activities of a room, from the invitation to the harvest. */
@RestController
@RequestMapping("/api/rooms/{room}/activities")
class ActivityDoor {
  private static final int LONGEST_MORE = 10_000_000;

  private final Rooms rooms;
  private final Activities activities;
  private final ActivityWire wire;
  private final Turns turns;

  ActivityDoor(Rooms rooms, Activities activities, ActivityWire wire, Turns turns) {
    this.rooms = rooms;
    this.activities = activities;
    this.wire = wire;
    this.turns = turns;
  }

  /**
   * An activity to be opened.
   *
   * @param days how many days each phase lasts, or 0 for one that is run live
   */
  record OpeningJson(@Nullable String exercise, @Nullable Integer days, @Nullable String key) {}

  /**
   * How it is to go on.
   *
   * @param act begin, next, pause, resume, extend, end, hand-over, take-over, decline, assist
   * @param phase in which it was when this was asked for
   * @param seconds by which a phase is made longer
   */
  record CourseJson(
      @Nullable String act,
      @Nullable Integer phase,
      @Nullable Long seconds,
      @Nullable String person,
      @Nullable Boolean on) {}

  record TurnJson(int phase, int group, int turn) {}

  record WritingJson(int phase, @Nullable String key, @Nullable String words) {}

  record LentJson(boolean on) {}

  record DotsJson(int phase, @Nullable List<String> contributions) {}

  record HarvestingJson(@Nullable String title, @Nullable String words, @Nullable String thread) {}

  @GetMapping
  List<ActivityJson.HeadJson> all(Person person, @PathVariable String room) {
    var seat = rooms.enter(person, new RoomId(room));
    return activities.in(seat).stream()
        .map(head -> wire.head(head, seat.room(), person.profile().locale()))
        .toList();
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ActivityJson open(Person person, @PathVariable String room, @RequestBody OpeningJson opening) {
    var voice = change(person, room);
    var exercise = new ExerciseId(given(opening.exercise()));
    var days = opening.days();
    return json(
        voice, activities.open(voice, exercise, days == null ? 0 : days, given(opening.key())));
  }

  @GetMapping("/{activity}")
  ActivityJson see(Person person, @PathVariable String room, @PathVariable String activity) {
    var seat = rooms.enter(person, new RoomId(room));
    return json(seat, activities.see(seat, new ActivityId(activity)));
  }

  @PutMapping("/{activity}/place")
  ActivityJson join(Person person, @PathVariable String room, @PathVariable String activity) {
    var voice = change(person, room);
    return json(voice, activities.join(voice, new ActivityId(activity)));
  }

  @DeleteMapping("/{activity}/place")
  ActivityJson leave(Person person, @PathVariable String room, @PathVariable String activity) {
    turns.take(Allowance.Act.CHANGE, person);
    var seat = rooms.enter(person, new RoomId(room));
    return json(seat, activities.leave(seat, new ActivityId(activity)));
  }

  @PostMapping("/{activity}/course")
  ActivityJson lead(
      Person person,
      @PathVariable String room,
      @PathVariable String activity,
      @RequestBody CourseJson course) {
    var voice = change(person, room);
    return json(voice, activities.lead(voice, new ActivityId(activity), lead(course)));
  }

  private static Lead lead(CourseJson course) {
    return switch (given(course.act())) {
      case "begin" -> new Lead.Begin();
      case "next" -> new Lead.Next(phase(course));
      case "pause" -> new Lead.Pause();
      case "resume" -> new Lead.Resume();
      case "extend" -> new Lead.Extend(phase(course), more(course.seconds()));
      case "end" -> new Lead.End();
      case "hand-over" -> new Lead.HandOver(new PersonId(given(course.person())));
      case "take-over" -> new Lead.TakeOver();
      case "decline" -> new Lead.Decline();
      case "assist" ->
          new Lead.Assist(new PersonId(given(course.person())), Boolean.TRUE.equals(course.on()));
      default -> throw new Refusal.NotLikeThis("request.form");
    };
  }

  /** Nobody goes on from a phase they have not seen. */
  private static int phase(CourseJson course) {
    var phase = course.phase();
    if (phase == null) {
      throw new Refusal.NotLikeThis("request.form");
    }
    return phase;
  }

  private static Duration more(@Nullable Long seconds) {
    return seconds == null
        ? Duration.ZERO
        : Duration.ofSeconds(Math.clamp((long) seconds, 0, LONGEST_MORE));
  }

  @PostMapping("/{activity}/turn")
  ActivityJson passOn(
      Person person,
      @PathVariable String room,
      @PathVariable String activity,
      @RequestBody TurnJson turn) {
    var voice = change(person, room);
    var id = new ActivityId(activity);
    return json(voice, activities.passOn(voice, id, turn.phase(), turn.group(), turn.turn()));
  }

  @PostMapping("/{activity}/contributions")
  @ResponseStatus(HttpStatus.CREATED)
  ActivityJson.ContributionJson write(
      Person person,
      @PathVariable String room,
      @PathVariable String activity,
      @RequestBody WritingJson writing) {
    turns.take(Allowance.Act.POST, person);
    var voice = rooms.speak(person, new RoomId(room));
    var words = Markdown.of(given(writing.words()));
    var id = new ActivityId(activity);
    return wire.contribution(
        activities.write(voice, id, writing.phase(), given(writing.key()), words), voice.room());
  }

  @DeleteMapping("/{activity}/contributions/{contribution}")
  ActivityJson withdraw(
      Person person,
      @PathVariable String room,
      @PathVariable String activity,
      @PathVariable String contribution) {
    turns.take(Allowance.Act.CHANGE, person);
    var seat = rooms.enter(person, new RoomId(room));
    var id = new ContributionId(contribution);
    return json(seat, activities.withdraw(seat, new ActivityId(activity), id));
  }

  @PutMapping("/{activity}/contributions/{contribution}/lent")
  ActivityJson lend(
      Person person,
      @PathVariable String room,
      @PathVariable String activity,
      @PathVariable String contribution,
      @RequestBody LentJson lent) {
    turns.take(Allowance.Act.CHANGE, person);
    var seat = rooms.enter(person, new RoomId(room));
    var id = new ContributionId(contribution);
    return json(seat, activities.lend(seat, new ActivityId(activity), id, lent.on()));
  }

  @PutMapping("/{activity}/dots")
  ActivityJson dot(
      Person person,
      @PathVariable String room,
      @PathVariable String activity,
      @RequestBody DotsJson dots) {
    var voice = change(person, room);
    var on =
        Optional.ofNullable(dots.contributions()).orElse(List.of()).stream()
            .limit(100)
            .map(each -> new ContributionId(given(each)))
            .toList();
    return json(voice, activities.dot(voice, new ActivityId(activity), dots.phase(), on));
  }

  /** What whoever leads may use for the harvest. */
  @GetMapping("/{activity}/harvest")
  List<ActivityJson.ContributionJson> usable(
      Person person, @PathVariable String room, @PathVariable String activity) {
    var voice = rooms.speak(person, new RoomId(room));
    return activities.usable(voice, new ActivityId(activity)).stream()
        .map(each -> wire.contribution(each, voice.room()))
        .toList();
  }

  @PostMapping("/{activity}/harvest")
  @ResponseStatus(HttpStatus.CREATED)
  ActivityJson harvest(
      Person person,
      @PathVariable String room,
      @PathVariable String activity,
      @RequestBody HarvestingJson harvest) {
    turns.take(Allowance.Act.POST, person);
    var voice = rooms.speak(person, new RoomId(room));
    return json(
        voice,
        activities.harvest(
            person,
            voice.room().id(),
            new ActivityId(activity),
            new Title(given(harvest.title())),
            Markdown.of(given(harvest.words())),
            Optional.ofNullable(harvest.thread()).map(ThreadId::new)));
  }

  private Voice change(Person person, String room) {
    turns.take(Allowance.Act.CHANGE, person);
    return rooms.speak(person, new RoomId(room));
  }

  private ActivityJson json(Seat seat, Activity activity) {
    return wire.activity(activity, seat.room(), seat.person().profile().locale());
  }

  private static String given(@Nullable String text) {
    if (text == null) {
      throw new Refusal.NotLikeThis("request.form");
    }
    return text;
  }
}

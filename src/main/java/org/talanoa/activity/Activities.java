package org.talanoa.activity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Role;
import org.talanoa.discussion.Draft;
import org.talanoa.discussion.Outcome;
import org.talanoa.discussion.Posting;
import org.talanoa.discussion.ThreadId;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Topic;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seat;
import org.talanoa.room.Voice;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;
import org.talanoa.text.Markdown;
import org.talanoa.text.Title;

/**
 * The activities in rooms, from the invitation to the harvest. What is answered by a writing method
 * is durable. Safe for use by many threads.
 */
@Service
public class Activities {
  /** The most activities of one room that last at the same time. */
  public static final int MOST_IN_A_ROOM = 5;

  /** The most UTF-16 units one contribution may have. */
  public static final int LONGEST = 4_000;

  /** The longest that a phase of an activity over days may last, in days. */
  public static final int MOST_DAYS = 14;

  /** The most activities of one room that are listed. */
  private static final int MOST_LISTED = 100;

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{8,64}");

  private final Rooms rooms;
  private final Alliances alliances;
  private final People people;
  private final Posting posting;
  private final Exercises exercises;
  private final InstallationKey key;
  private final Clock clock;
  private final Times times;
  private final Conduct conduct;
  private final StoredActivities stored;

  /** When somebody's connection was last seen by this node. */
  private final Map<ActivityId, Map<PersonId, Instant>> seen = new ConcurrentHashMap<>();

  public Activities(
      Rooms rooms,
      Alliances alliances,
      People people,
      Posting posting,
      Exercises exercises,
      Storage storage,
      InstallationKey key,
      Feed feed,
      Clock clock,
      Times times) {
    this.rooms = rooms;
    this.alliances = alliances;
    this.people = people;
    this.posting = posting;
    this.exercises = exercises;
    this.key = key;
    this.clock = clock;
    this.times = times;
    this.conduct = new Conduct(times);
    this.stored = new StoredActivities(storage, feed, key, conduct::due);
  }

  StoredActivities stored() {
    return stored;
  }

  /** Every change of an activity. */
  public Topic<Change> topic() {
    return stored.topic();
  }

  /**
   * Opens an activity; whoever opens it leads it. The same key again answers the same activity.
   *
   * @param days how many days each phase lasts; zero for an activity that is run live
   */
  public Activity open(Voice voice, ExerciseId exercise, int days, String draftKey) {
    if (days < 0 || days > MOST_DAYS) {
      throw new Refusal.NotLikeThis("activity.days", MOST_DAYS);
    }
    var id = new ActivityId(mac("activity", voice, "new", draftKey).substring(0, 20));
    var before = stored.find(id);
    if (before.isPresent()) {
      return see(voice, id);
    }
    var room = voice.room();
    var lasting = stored.in(room.id()).stream().filter(head -> head.stage().lasts()).count();
    if (lasting >= MOST_IN_A_ROOM) {
      throw new Refusal.NotNow("activity.tooMany", MOST_IN_A_ROOM);
    }
    var chosen = exercises.of(voice.person(), room.alliance(), exercise);
    var now = clock.instant();
    var course =
        Course.opened(id, room.id(), days == 0 ? chosen : chosen.overDays(days), days > 0, now);
    var join = new Act.Join(voice.person().id(), keeps(voice));
    var opened =
        stored.change(
            id,
            known -> known == null ? conduct.after(course, join, now) : known,
            Optional.empty(),
            List.of());
    return sight(voice, opened);
  }

  /** The activities of the room, the latest first. */
  public List<ActivityHead> in(Seat seat) {
    return stored.in(seat.room().id()).stream().limit(MOST_LISTED).toList();
  }

  /** An activity as this reader may see it. */
  public Activity see(Seat seat, ActivityId id) {
    return sight(seat, course(seat, id));
  }

  /** Lets happen what is due by now, where one cannot wait until the clockwork has seen it. */
  public Activity passTime(Seat seat, ActivityId id) {
    var _ = course(seat, id);
    pass(id);
    return see(seat, id);
  }

  /** Takes part, by one's own name. */
  public Activity join(Voice voice, ActivityId id) {
    return act(voice, id, new Act.Join(voice.person().id(), keeps(voice)));
  }

  /** Does not take part any more; what was written stays. */
  public Activity leave(Seat seat, ActivityId id) {
    return act(seat, id, new Act.Leave(seat.person().id()));
  }

  /** Somebody looks at an activity now. */
  public void here(Seat seat, ActivityId id) {
    var course = course(seat, id);
    var person = seat.person().id();
    if (course.stage().lasts() && course.takesPart(person)) {
      seen.computeIfAbsent(id, _ -> new ConcurrentHashMap<>()).put(person, clock.instant());
    }
  }

  /** Begins, goes on, stands still, and the like. */
  public sealed interface Lead {
    record Begin() implements Lead {}

    /** Goes on from this phase; changes nothing where it is in another one already. */
    record Next(int phase) implements Lead {}

    record Pause() implements Lead {}

    record Resume() implements Lead {}

    record Extend(int phase, Duration more) implements Lead {}

    /** Ends it before its time, or calls it off. */
    record End() implements Lead {}

    record HandOver(PersonId to) implements Lead {}

    record TakeOver() implements Lead {}

    record Decline() implements Lead {}

    record Assist(PersonId who, boolean on) implements Lead {}
  }

  /** Leads an activity; refused to whoever may not. */
  public Activity lead(Voice voice, ActivityId id, Lead lead) {
    var by = voice.person().id();
    var chair = voice instanceof Chair;
    return act(
        voice,
        id,
        switch (lead) {
          case Lead.Begin() -> new Act.Begin(by);
          case Lead.Next(var phase) -> new Act.Next(by, phase);
          case Lead.Pause() -> new Act.Pause(by);
          case Lead.Resume() -> new Act.Resume(by);
          case Lead.Extend(var phase, var more) -> new Act.Extend(by, phase, more);
          case Lead.End() -> new Act.End(by, chair);
          case Lead.HandOver(var to) -> new Act.HandOver(by, to);
          case Lead.TakeOver() -> new Act.TakeOver(by, chair);
          case Lead.Decline() -> new Act.Decline(by);
          case Lead.Assist(var who, var on) -> new Act.Assist(by, who, on);
        });
  }

  /** Passes a turn on; whose turn it is, or whoever leads, may. */
  public Activity passOn(Voice voice, ActivityId id, int phase, int group, int turn) {
    return act(voice, id, new Act.PassOn(voice.person().id(), phase, group, turn));
  }

  /**
   * Writes something for a phase that has begun. The same key from the same person for the same
   * phase is the same contribution, however often it is sent.
   */
  public Contribution write(
      Voice voice, ActivityId id, int phase, String draftKey, Markdown words) {
    if (words.source().length() > LONGEST) {
      throw new Refusal.NotLikeThis("text.tooLong", LONGEST);
    }
    var contribution =
        new ContributionId(mac("contribution", voice, id + "/" + phase, draftKey).substring(0, 32));
    var before = course(voice, id);
    var written = new StoredActivities.Written(contribution, words);
    if (before.entry(contribution).isEmpty()) {
      var _ = act(voice, id, new Act.Write(voice.person().id(), phase, contribution), written);
    }
    return see(voice, id).shown().stream()
        .filter(each -> each.id().equals(contribution))
        .findFirst()
        .orElseThrow(() -> new Refusal.NotHere("activity.contributionUnknown"));
  }

  /** Takes back something of one's own, for good. */
  public Activity withdraw(Seat seat, ActivityId id, ContributionId contribution) {
    var by = seat.person().id();
    var _ = course(seat, id);
    var after =
        stored.change(
            id,
            known -> known == null ? null : after(known, new Act.Withdraw(by, contribution)),
            Optional.empty(),
            List.of(contribution));
    return sight(seat, after);
  }

  /** Lets something of one's own be used in the harvest, or not. */
  public Activity lend(Seat seat, ActivityId id, ContributionId contribution, boolean on) {
    return act(seat, id, new Act.Lend(seat.person().id(), contribution, on));
  }

  /** Gives dots, in place of those given before in this phase. */
  public Activity dot(Voice voice, ActivityId id, int phase, List<ContributionId> on) {
    return act(voice, id, new Act.Dot(voice.person().id(), phase, List.copyOf(on)));
  }

  /** What may be used in the harvest: no names, and nothing that its author has not shared. */
  public List<Contribution> usable(Voice voice, ActivityId id) {
    var course = led(voice, id);
    var counted = Sight.counted(course);
    return Sight.usable(course)
        .sorted(Sight.order(counted))
        .flatMap(entry ->
            stored
                .words(id, entry.id())
                .map(words ->
                    new Contribution(
                        entry.id(),
                        entry.phase(),
                        Optional.empty(),
                        words,
                        false,
                        entry.late(),
                        false,
                        true,
                        counted.getOrDefault(entry.id(), 0L).intValue()))
                .stream())
        .toList();
  }

  /**
   * Posts the harvest into a thread of the room, in the name of whoever leads. Once; whoever asks
   * again is answered the same.
   *
   * @param thread where it is said; a new one with this title where none is named
   */
  public Activity harvest(
      Person person,
      RoomId room,
      ActivityId id,
      Title title,
      Markdown words,
      Optional<ThreadId> thread) {
    var voice = rooms.speak(person, room);
    var course = led(voice, id);
    if (course.phase() < 0) {
      throw new Refusal.NotNow("activity.notBegun");
    }
    if (course.harvest().isPresent()) {
      return sight(voice, course);
    }
    var draft =
        new Draft("harvest-" + id, words, Optional.empty(), List.of(), Optional.empty(), false);
    var outcome =
        thread.isPresent()
            ? posting.post(person, room, thread.get(), draft)
            : posting.start(person, room, title, draft);
    var where =
        switch (outcome) {
          case Outcome.Said(var head, var message) ->
              new Course.Harvest(Optional.of(head.id()), message.number());
          case Outcome.Waits _ -> new Course.Harvest(Optional.empty(), 0);
        };
    return act(voice, id, new Act.Harvested(where));
  }

  private Course led(Voice voice, ActivityId id) {
    var course = course(voice, id);
    if (!Conduct.mayLead(course, voice.person().id())) {
      throw new Refusal.NotYours("activity.leadNotYours");
    }
    return course;
  }

  private Course course(Seat seat, ActivityId id) {
    return stored
        .find(id)
        .filter(course -> course.room().equals(seat.room().id()))
        .orElseThrow(() -> new Refusal.NotHere("activity.unknown"));
  }

  private Activity act(Seat seat, ActivityId id, Act act) {
    return act(seat, id, act, null);
  }

  private Activity act(
      Seat seat, ActivityId id, Act act, StoredActivities.@Nullable Written written) {
    var _ = course(seat, id);
    var after =
        stored.change(
            id,
            known -> known == null ? null : after(known, act),
            Optional.ofNullable(written),
            List.of());
    return sight(seat, after);
  }

  private Course after(Course course, Act act) {
    return conduct.after(course, act, clock.instant());
  }

  private Activity sight(Seat seat, Course course) {
    return Sight.of(
        course,
        seat.person().id(),
        rooms.mayKeepOrder(seat),
        clock.instant(),
        id -> stored.words(course.id(), id));
  }

  private boolean keeps(Voice voice) {
    return voice instanceof Chair
        || alliances
            .membership(voice.person(), voice.room().alliance())
            .filter(each -> each.role() == Role.MODERATOR || each.role() == Role.ORGANISER)
            .isPresent();
  }

  private String mac(String purpose, Voice voice, String of, String draftKey) {
    if (!KEY.matcher(draftKey).matches()) {
      throw new Refusal.NotLikeThis("message.keyForm");
    }
    return key.mac(
        purpose, voice.room().id() + "/" + of + "/" + voice.person().id() + "/" + draftKey);
  }

  /** Lets time pass in this activity, and sends away whoever may not be in its room any more. */
  void pass(ActivityId id) {
    var course = stored.find(id).orElse(null);
    if (course == null) {
      return;
    }
    if (course.stage().lasts()) {
      course.taking().stream()
          .filter(person -> !sits(person, course.room()))
          .forEach(person -> change(id, new Act.Leave(person)));
      var fresh = fresh(course);
      if (!fresh.isEmpty()) {
        change(id, new Act.Seen(fresh));
      }
    } else {
      seen.remove(id);
    }
    var now = clock.instant();
    if (stored.find(id).flatMap(conduct::due).filter(at -> !at.isAfter(now)).isPresent()) {
      change(id, new Act.Tick());
    }
  }

  /**
   * Returns whether time may have changed something that no clock tells. That is so when a
   * connection was seen lately, or when a participant may have lost their place in the room. The
   * server need not read and decrypt any other activity.
   */
  boolean needsCheck(StoredActivities.Known known) {
    if (!known.head().stage().lasts()) {
      return false;
    }
    var since = clock.instant().minus(times.missing());
    return seen.getOrDefault(known.head().id(), Map.of()).values().stream()
            .anyMatch(since::isBefore)
        || known.taking().stream().anyMatch(person -> !sits(person, known.head().room()));
  }

  private boolean sits(PersonId person, RoomId room) {
    return people.onBehalfOf(person).flatMap(each -> rooms.seat(each, room)).isPresent();
  }

  /** Those whose being here has to be noted, so that they are not taken to be missing. */
  private Set<PersonId> fresh(Course course) {
    var now = clock.instant();
    var here = seen.getOrDefault(course.id(), Map.of());
    var stale =
        course.people().stream()
            .filter(each -> !each.gone())
            .filter(each -> here.containsKey(each.person()))
            .filter(each ->
                here.getOrDefault(each.person(), Instant.MIN).plus(times.missing()).isAfter(now))
            .toList();
    var urgent =
        stale.stream()
            .anyMatch(each ->
                !each.here() || each.seen().plus(times.missing().dividedBy(2)).isBefore(now));
    return urgent
        ? stale.stream().map(Course.Participant::person).collect(Collectors.toSet())
        : Set.of();
  }

  private void change(ActivityId id, Act act) {
    var _ =
        stored.change(
            id, known -> known == null ? null : after(known, act), Optional.empty(), List.of());
  }
}

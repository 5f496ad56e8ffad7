package org.talanoa.pulse;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.alliance.Alliances;
import org.talanoa.room.Chair;
import org.talanoa.room.Room;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seat;
import org.talanoa.room.Seats;
import org.talanoa.room.Voice;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;
import org.talanoa.storage.Writing;

/** The trust pulses of all rooms. Safe for use by many threads. */
@Service
public class Pulses {
  /** Of fewer answers nothing is ever shown. */
  public static final int FLOOR = 5;

  private final Rooms rooms;
  private final Alliances alliances;
  private final Clock clock;
  private final Noise noise;
  private final StoredPulses stored;
  private final Marks marks;

  @Autowired
  public Pulses(
      Rooms rooms, Alliances alliances, Storage storage, InstallationKey key, Clock clock) {
    this(rooms, alliances, storage, key, clock, Noise.secure());
  }

  Pulses(
      Rooms rooms,
      Alliances alliances,
      Storage storage,
      InstallationKey key,
      Clock clock,
      Noise noise) {
    this.rooms = rooms;
    this.alliances = alliances;
    this.clock = clock;
    this.noise = noise;
    this.stored = new StoredPulses(storage, key);
    this.marks = new Marks(stored, storage, key);
  }

  StoredPulses stored() {
    return stored;
  }

  Marks marks() {
    return marks;
  }

  /** A pulse that waits for somebody's answer. */
  public record Waiting(Room room, Round round) {}

  /** The pulse of a room; for those who sit in it. */
  public Pulse of(Seat seat) {
    mustSit(seat);
    var kept = stored.of(seat.room().id());
    return new Pulse(
        kept.plan(),
        kept.round(),
        asked(seat, kept),
        new Course(kept.published()),
        clock.instant());
  }

  /** Whether this seat's person is one of the people of the room, whose pulse it is. */
  public boolean isOf(Seat seat) {
    return rooms.people(seat).contains(seat.person().id())
        && alliances
            .membership(seat.person(), seat.room().alliance())
            .filter(membership -> membership.role().takesPart())
            .isPresent();
  }

  /** What waits to be answered by somebody, in all rooms. Index: {@code _id}. */
  public List<Waiting> waiting(Seats seats) {
    var now = clock.instant();
    var person = seats.person().id();
    if (marks.of(person).filter(mark -> mark.holds(now)).isPresent()) {
      return List.of();
    }
    var waiting = new ArrayList<Waiting>();
    for (var kept : stored.of(seats.all().stream().map(seat -> seat.room().id()).toList())) {
      seats
          .in(kept.room())
          .filter(rooms::maySpeak)
          .ifPresent(seat ->
              kept.round()
                  .filter(round -> round.isOpen(now))
                  .ifPresent(round -> waiting.add(new Waiting(seat.room(), round))));
    }
    return waiting;
  }

  /**
   * Plans the pulse from now on, in place of the plan before; a round that is open stays.
   *
   * @param first the day on which the first round opens, where the planner is
   */
  public Pulse plan(Chair chair, LocalDate first, int everyWeeks, int openDays) {
    if (chair.room().continuedIn().isPresent()) {
      throw new Refusal.NotNow("room.continued");
    }
    var now = clock.instant();
    var zone = chair.person().profile().timeZone();
    if (first.isBefore(LocalDate.ofInstant(now, zone))
        || first.isAfter(LocalDate.ofInstant(now.plus(Plan.FURTHEST), zone))) {
      throw new Refusal.NotLikeThis("pulse.first", Plan.FURTHEST.toDays());
    }
    var morning = first.atStartOfDay(zone).toInstant();
    var plan = new Plan(morning.isBefore(now) ? now : morning, everyWeeks, openDays);
    change(
        chair.room().id(),
        kept -> {
          var earliest = kept.earliest(now);
          if (plan.starts().isBefore(earliest)) {
            throw new Refusal.NotLikeThis("pulse.tooSoon", earliest.atZone(zone));
          }
          return kept.planned(Optional.of(plan), now);
        });
    return of(chair);
  }

  /** No further round opens; one that is open ends as it was announced. */
  public void stop(Chair chair) {
    var now = clock.instant();
    change(chair.room().id(), kept -> kept.planned(Optional.empty(), now));
  }

  /**
   * Answers the round with this number, once and for good.
   *
   * @throws Refusal.NotNow where it is not open, or this person has answered or rests
   */
  public void answer(Voice voice, int number, Answers answers) {
    var room = voice.room().id();
    var _ =
        stored.change(writing -> {
          var now = clock.instant();
          var round =
              stored
                  .of(writing, room)
                  .round()
                  .filter(there -> there.number() == number && there.isOpen(now))
                  .orElseThrow(() -> new Refusal.NotNow("pulse.closed"));
          mustBeAsked(writing, voice, round, now);
          var tally = stored.tally(writing, room, round).orElseGet(() -> Tally.begun(noise));
          stored.put(writing, room, round, tally.with(answers));
          marks.put(
              writing,
              new Marks.Mark(voice.person().id(), room, number, round.closes().plus(Plan.REST)));
          return round;
        });
  }

  private void mustBeAsked(Writing writing, Voice voice, Round round, Instant now) {
    marks
        .of(writing, voice.person().id())
        .filter(mark -> mark.holds(now))
        .ifPresent(mark -> {
          throw mark.of(voice.room().id(), round)
              ? new Refusal.NotNow("pulse.answered")
              : new Refusal.NotNow(
                  "pulse.rests", mark.until().atZone(voice.person().profile().timeZone()));
        });
  }

  private Asked asked(Seat seat, Kept kept) {
    var now = clock.instant();
    var open = kept.round().filter(round -> round.isOpen(now));
    if (open.isEmpty()) {
      return new Asked.Nothing();
    }
    var mark = marks.of(seat.person().id()).filter(there -> there.holds(now));
    if (mark.isPresent()) {
      return mark.get().of(kept.room(), open.get())
          ? new Asked.Answered(open.get())
          : new Asked.Rests(mark.get().until());
    }
    return rooms.maySpeak(seat) ? new Asked.Waits(open.get()) : new Asked.Mute();
  }

  private void mustSit(Seat seat) {
    if (!isOf(seat)) {
      throw new Refusal.NotYours("pulse.peopleOnly");
    }
  }

  private void change(RoomId room, UnaryOperator<Kept> change) {
    var _ =
        stored.change(writing -> {
          var after = change.apply(stored.of(writing, room));
          stored.put(writing, after);
          return after;
        });
  }
}

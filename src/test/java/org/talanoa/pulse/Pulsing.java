package org.talanoa.pulse;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.talanoa.people.Person;
import org.talanoa.room.Arrangements;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.World;

/** A world in which pulses are taken. */
final class Pulsing implements AutoCloseable {
  /** No chance at all: what was answered can be read off what is published. */
  static final Noise QUIET = () -> 0;

  final World world = new World();
  final Pulses pulses;
  final Closing closing;

  Pulsing(Noise noise) {
    pulses = node(noise);
    closing = closing(pulses);
  }

  /** Another node, or the same one after it was started again. */
  Pulses node(Noise noise) {
    return new Pulses(world.rooms, world.alliances, world.storage, world.key, world.clock, noise);
  }

  Closing closing(Pulses of) {
    return new Closing(new Counting(of, new Arrangements(world.rooms), world.storage, world.clock));
  }

  List<Person> peers(int count) {
    var peers = new ArrayList<Person>();
    for (var i = 0; i < count; i++) {
      peers.add(world.peer("peer" + i));
    }
    return peers;
  }

  RoomId room(List<Person> people) {
    return world.room(RoomKind.CLOSED, people.toArray(Person[]::new)).id();
  }

  Chair chair(RoomId room) {
    return world.rooms.chair(world.organiser.person(), room);
  }

  LocalDate today() {
    return LocalDate.ofInstant(world.clock.instant(), ZoneOffset.UTC);
  }

  /** A round that opens now. */
  void open(RoomId room, int everyWeeks) {
    pulses.plan(chair(room), today(), everyWeeks, Plan.SHORTEST_OPEN);
  }

  Pulse seen(Person by, RoomId room) {
    return pulses.of(world.rooms.enter(by, room));
  }

  void answer(Person person, RoomId room, Answers answers) {
    var round = seen(person, room).round().map(Round::number).orElse(0);
    pulses.answer(world.voice(person, room), round, answers);
  }

  /** Until after the close of a round that has just opened, and counts it. */
  void close(RoomId room) {
    var round = seen(world.organiser.person(), room).round().orElseThrow();
    var left = Duration.between(world.clock.instant(), round.closes());
    world.clock.turn(left.plus(Counting.GRACE).plusSeconds(1));
    closing.sweep();
  }

  static Answers all(int value) {
    return new Answers(Collections.nCopies(Statement.ALL.size(), value));
  }

  @Override
  public void close() {
    closing.close();
    world.close();
  }
}

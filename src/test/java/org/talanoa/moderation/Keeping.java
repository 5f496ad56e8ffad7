package org.talanoa.moderation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.talanoa.discussion.Authors;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.Relocation;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.Person;
import org.talanoa.room.Chair;
import org.talanoa.room.Room;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.storage.Sealed;
import org.talanoa.storage.Storage;
import org.talanoa.testing.Seated;
import org.talanoa.testing.World;
import org.talanoa.text.Title;

/** A small installation in which order is kept. */
final class Keeping implements AutoCloseable {
  /** The first of the numbers on which {@link #crowd} opens cases. */
  static final int CROWD = 1_000;

  final World world;
  final AuditTrail trail;
  final Notices notices;
  final Cases cases;
  final Decisions decisions;
  final Unmaskings unmaskings;
  final Trails trails;
  final Relocation relocation;
  final WaitingMessages waiting;
  final Acts acts;
  final Appeals appeals;
  private final Path data;

  Keeping(Path data) {
    this(data, new World());
  }

  Keeping(Path data, World world) {
    this.data = data;
    this.world = world;
    this.trail = new AuditTrail(world.storage, world.key, world.clock, data);
    this.notices = new Notices(world.storage, world.key);
    this.cases =
        new Cases(
            world.storage,
            world.key,
            world.discussions,
            new Authors(world.discussions, world.approvals, world.people),
            world.rooms,
            world.clock);
    this.relocation = new Relocation(world.discussions, world.rooms);
    this.unmaskings = new Unmaskings(cases, world.rooms, world.alliances, trail, notices);
    this.decisions =
        new Decisions(
            cases, world.discussions, relocation, world.rooms, trail, notices, unmaskings);
    this.trails = new Trails(trail, cases);
    this.waiting =
        new WaitingMessages(
            world.approvals,
            new Authors(world.discussions, world.approvals, world.people),
            cases,
            trail,
            notices);
    this.appeals =
        new Appeals(
            decisions,
            cases,
            world.discussions,
            world.rooms,
            trail,
            notices,
            world.storage,
            world.key);
    this.acts =
        new Acts(
            world.rooms,
            world.discussions,
            new Authors(world.discussions, world.approvals, world.people),
            cases,
            trail,
            notices);
  }

  /** A room with these keepers besides the organiser, and these peers. */
  Room room(RoomKind kind, Person keeper, Person other, Person... peers) {
    var room = world.room(kind, peers);
    for (var each : new Person[] {keeper, other}) {
      Seated.in(world.rooms, chair(world.organiser.person(), room.id()), each, true);
    }
    return room;
  }

  Chair chair(Person person, RoomId room) {
    return world.rooms.chair(person, room);
  }

  /** A new thread's first message, under the author's name or a pseudonym. */
  Message say(Person author, RoomId room, String words, boolean veiled) {
    var draft = World.draft(words);
    var voice = world.rooms.speak(author, room);
    return world
        .discussions
        .start(voice, new Title("A thread"), veiled ? draft.veiled() : draft)
        .messages()
        .getFirst();
  }

  Message answer(Person author, RoomId room, ThreadId thread, String words, boolean veiled) {
    var draft = World.draft(words);
    var voice = world.rooms.speak(author, room);
    return world.discussions.post(voice, thread, veiled ? draft.veiled() : draft);
  }

  /** Somebody reports a message; the case that this opens. */
  CaseId reported(Person reader, Message message) {
    cases.report(
        world.rooms.enter(reader, message.room()),
        message.thread(),
        message.number(),
        Grounds.DISRESPECT,
        "Not how we talk here.",
        false);
    return cases.stored().id(message.room(), message.thread(), message.number());
  }

  /**
   * Puts so many cases of a thread at once, as if each had been pointed out, and decided on where
   * it is not open.
   */
  void crowd(Message said, int count, Case.State state) {
    var sealed = new Sealed(world.storage, world.key, "cases");
    var ledgers = new Sealed(world.storage, world.key, "moderation");
    var room = said.room();
    var now = world.clock.instant();
    var list = state == Case.State.OPEN ? "waiting" : "decided";
    world
        .storage
        .together()
        .change(
            "moderation/" + room,
            writing -> {
              var ledger = ledgers.find(writing, room.value()).orElseThrow();
              var listed = new ArrayList<>(ledger.getList(list, String.class, List.of()));
              for (var number = CROWD; number < CROWD + count; number++) {
                var id = cases.stored().id(room, said.thread(), number);
                var made = CaseCodec.fresh(id, room, said.thread(), number, said.at(), now);
                var source = Case.Source.NEWCOMER;
                CaseCodec.source(made, source);
                CaseCodec.event(made, now, Optional.empty(), "pointed-out", source.wireName());
                sealed.put(writing, made.append("state", state.name()));
                listed.add(state == Case.State.OPEN ? listed.size() : 0, id.value());
              }
              return ledgers.put(writing, ledger.append(list, listed));
            });
  }

  boolean isSound() {
    return new AuditVerifier(world.storage, world.key, data).verify().isSound();
  }

  Storage storage() {
    return world.storage;
  }

  @Override
  public void close() {
    world.close();
  }
}

package org.talanoa.door.rest;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.Refusal;
import org.talanoa.discussion.Telling;
import org.talanoa.discussion.Tellings;
import org.talanoa.discussion.ThreadId;
import org.talanoa.door.wire.MessageJson;
import org.talanoa.door.wire.Wire;
import org.talanoa.people.Allowance;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.text.Stretch;

/** What is told in a message, marked by those who speak in its room. */
@RestController
@RequestMapping("/api/rooms/{room}/threads/{thread}/messages/{number}/tellings")
class TellingDoor {
  private final Rooms rooms;
  private final Tellings tellings;
  private final Turns turns;
  private final Wire wire;

  TellingDoor(Rooms rooms, Tellings tellings, Turns turns, Wire wire) {
    this.rooms = rooms;
    this.tellings = tellings;
    this.turns = turns;
    this.wire = wire;
  }

  /**
   * What is to be marked.
   *
   * @param words as they stand in the message; none where all of it is meant
   * @param nth which of them, where they stand there more than once, counted from 0
   */
  record MarkJson(@Nullable String kind, @Nullable String words, @Nullable Integer nth) {
    @Override
    public String toString() {
      return "MarkJson";
    }
  }

  @PostMapping
  MessageJson mark(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @PathVariable int number,
      @RequestBody MarkJson mark) {
    turns.take(Allowance.Act.CHANGE, person);
    return wire.message(
        tellings.mark(
            rooms.speak(person, new RoomId(room)),
            new ThreadId(thread),
            number,
            Objects.requireNonNullElse(mark.kind(), ""),
            Optional.ofNullable(mark.words())
                .map(words ->
                    new Tellings.Quoted(words, Objects.requireNonNullElse(mark.nth(), 0)))));
  }

  /** The mark with these offsets, or the one on all of the message where there are none. */
  @DeleteMapping("/{kind}")
  MessageJson unmark(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @PathVariable int number,
      @PathVariable String kind,
      @RequestParam(required = false) @Nullable Integer from,
      @RequestParam(required = false) @Nullable Integer to) {
    turns.take(Allowance.Act.CHANGE, person);
    var voice = rooms.speak(person, new RoomId(room));
    if ((from == null) != (to == null)) {
      throw new Refusal.NotLikeThis("text.stretch");
    }
    var part =
        from == null || to == null ? Optional.<Stretch>empty() : Optional.of(new Stretch(from, to));
    return wire.message(
        tellings.unmark(voice, new ThreadId(thread), number, new Telling(kind, part)));
  }
}

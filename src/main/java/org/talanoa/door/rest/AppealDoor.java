package org.talanoa.door.rest;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.ThreadId;
import org.talanoa.door.wire.BylineJson;
import org.talanoa.door.wire.Wire;
import org.talanoa.moderation.Appeals;
import org.talanoa.moderation.WaitingAppeal;
import org.talanoa.people.Allowance;
import org.talanoa.people.Person;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;

/** Appeals against what keepers of order did outside of a case, as other keepers answer them. */
@RestController
@RequestMapping("/api/rooms/{room}/appeals")
class AppealDoor {
  private final Rooms rooms;
  private final Appeals appeals;
  private final Turns turns;
  private final Wire wire;

  AppealDoor(Rooms rooms, Appeals appeals, Turns turns, Wire wire) {
    this.rooms = rooms;
    this.appeals = appeals;
    this.turns = turns;
    this.wire = wire;
  }

  record AppealsJson(List<AppealJson> appeals) {}

  /**
   * An appeal that waits.
   *
   * @param against the kind of the notice that told what was done, such as {@code seat-taken}
   * @param from who appeals; left out for whoever wrote under a pseudonym what was not let in
   * @param by who did it
   * @param others whether another keeper has to answer
   */
  record AppealJson(
      String id,
      String against,
      @Nullable String thread,
      @Nullable BylineJson from,
      BylineJson by,
      String reason,
      String words,
      Instant at,
      boolean others) {}

  record AnswerRequest(@Nullable Boolean reverse, @Nullable String reason) {}

  @GetMapping
  AppealsJson waiting(Person person, @PathVariable String room) {
    return new AppealsJson(appeals.waiting(chair(person, room)).stream().map(this::json).toList());
  }

  @PostMapping("/{appeal}/answer")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void answer(
      Person person,
      @PathVariable String room,
      @PathVariable String appeal,
      @RequestBody AnswerRequest answer) {
    turns.take(Allowance.Act.CHANGE, person);
    appeals.answer(
        chair(person, room),
        appeal,
        Objects.requireNonNullElse(answer.reverse(), false),
        Objects.requireNonNullElse(answer.reason(), ""));
  }

  private Chair chair(Person person, String room) {
    return rooms.chair(person, new RoomId(room));
  }

  private AppealJson json(WaitingAppeal appeal) {
    return new AppealJson(
        appeal.id(),
        appeal.against().wireName(),
        appeal.thread().map(ThreadId::value).orElse(null),
        appeal.from().map(wire::byline).orElse(null),
        wire.byline(new Byline.Named(appeal.by())),
        appeal.reason(),
        appeal.words(),
        appeal.at(),
        appeal.others());
  }
}

package org.talanoa.door.rest;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.ThreadId;
import org.talanoa.door.wire.BylineJson;
import org.talanoa.door.wire.Wire;
import org.talanoa.moderation.Appeals;
import org.talanoa.moderation.Notice;
import org.talanoa.moderation.Notices;
import org.talanoa.people.Allowance;
import org.talanoa.people.Person;

/** What a person is told of decisions that concern them, and their appeal. */
@RestController
@RequestMapping("/api/me/notices")
class NoticeDoor {
  private final Notices notices;
  private final Appeals appeals;
  private final Turns turns;
  private final Wire wire;

  NoticeDoor(Notices notices, Appeals appeals, Turns turns, Wire wire) {
    this.notices = notices;
    this.appeals = appeals;
    this.turns = turns;
    this.wire = wire;
  }

  record NoticesJson(List<NoticeJson> notices, int waiting) {}

  /**
   * A notice; carries no word of a message.
   *
   * @param measure what was decided; empty where that is not told
   * @param until when it ends by itself
   * @param by who did it, where that is told
   * @param appeal {@code no}, {@code possible} or {@code done}
   */
  record NoticeJson(
      String id,
      Instant at,
      String kind,
      String alliance,
      String room,
      String roomName,
      String roomKind,
      @Nullable String thread,
      int number,
      String measure,
      String reason,
      @Nullable Instant until,
      List<BylineJson> by,
      String appeal,
      boolean read) {}

  record AppealRequest(@Nullable String words) {}

  @GetMapping
  NoticesJson notices(Person person) {
    var all = notices.of(person);
    var waiting = (int) all.stream().filter(notice -> !notice.read()).count();
    return new NoticesJson(all.stream().map(this::json).toList(), waiting);
  }

  @PutMapping("/read")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void read(Person person) {
    turns.take(Allowance.Act.CHANGE, person);
    notices.read(person);
  }

  @PostMapping("/{notice}/appeal")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void appeal(Person person, @PathVariable("notice") String id, @RequestBody AppealRequest appeal) {
    turns.take(Allowance.Act.CHANGE, person);
    appeals.appeal(person, id, Objects.requireNonNullElse(appeal.words(), ""));
  }

  private NoticeJson json(Notice notice) {
    return new NoticeJson(
        notice.id(),
        notice.at(),
        notice.kind().wireName(),
        notice.alliance().value(),
        notice.room().value(),
        notice.roomName(),
        notice.roomKind().wireName(),
        notice.thread().map(ThreadId::value).orElse(null),
        notice.number(),
        notice.measure(),
        notice.reason(),
        notice.until().orElse(null),
        notice.by().stream().map(person -> wire.byline(new Byline.Named(person))).toList(),
        notice.appeal().name().toLowerCase(Locale.ROOT),
        notice.read());
  }
}

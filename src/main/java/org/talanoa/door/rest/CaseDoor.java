package org.talanoa.door.rest;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.ThreadId;
import org.talanoa.door.wire.BylineJson;
import org.talanoa.door.wire.MessageJson;
import org.talanoa.door.wire.Wire;
import org.talanoa.moderation.Case;
import org.talanoa.moderation.CaseId;
import org.talanoa.moderation.Cases;
import org.talanoa.moderation.Decisions;
import org.talanoa.moderation.Entry;
import org.talanoa.moderation.Grounds;
import org.talanoa.moderation.Lookout;
import org.talanoa.moderation.Measures;
import org.talanoa.moderation.Trails;
import org.talanoa.moderation.Unmaskings;
import org.talanoa.people.Allowance;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;

/** Reporting a message, and what moderators do about it. */
@RestController
@RequestMapping("/api/rooms/{room}")
class CaseDoor {
  private final Rooms rooms;
  private final Cases cases;
  private final Lookout lookout;
  private final Decisions decisions;
  private final Unmaskings unmaskings;
  private final Trails trails;
  private final Turns turns;
  private final Wire wire;

  CaseDoor(
      Rooms rooms,
      Cases cases,
      Lookout lookout,
      Decisions decisions,
      Unmaskings unmaskings,
      Trails trails,
      Turns turns,
      Wire wire) {
    this.rooms = rooms;
    this.cases = cases;
    this.lookout = lookout;
    this.decisions = decisions;
    this.unmaskings = unmaskings;
    this.trails = trails;
    this.turns = turns;
    this.wire = wire;
  }

  /**
   * A reader's flag.
   *
   * @param grounds {@code identifies-somebody}, {@code disrespect}, {@code breaks-confidentiality},
   *     {@code off-topic} or {@code other}
   * @param words what the reader adds
   */
  record ReportRequest(
      @Nullable String thread,
      @Nullable Integer number,
      @Nullable String grounds,
      @Nullable String words,
      @Nullable Boolean anonymous) {}

  record WordsRequest(@Nullable String words) {
    String given() {
      return Objects.requireNonNullElse(words, "");
    }
  }

  /**
   * A decision.
   *
   * @param measure the name of what is decided
   * @param text the passage, title, thread or room that the measure needs
   * @param seconds how long it holds, where it needs that
   */
  record DecisionRequest(
      @Nullable String measure,
      @Nullable String text,
      @Nullable Long seconds,
      @Nullable String reason) {}

  record AnswerRequest(@Nullable Boolean reverse, @Nullable String reason) {}

  record CasesJson(List<CaseJson> cases) {}

  /**
   * A case.
   *
   * @param html what the message says, safe to show; empty where nobody is to read it any more
   * @param unmasked who wrote it, for those two who unmasked the author
   */
  record CaseJson(
      String id,
      String thread,
      int number,
      Instant opened,
      String state,
      boolean waits,
      List<String> sources,
      BylineJson by,
      String html,
      boolean hidden,
      int reportCount,
      List<ReportJson> reports,
      List<NoteJson> notes,
      List<DecisionJson> decisions,
      List<EventJson> history,
      @Nullable UnmaskingJson unmasking,
      @Nullable BylineJson unmasked) {}

  /**
   * A report.
   *
   * @param by left out for an anonymous one
   */
  record ReportJson(@Nullable BylineJson by, Instant at, String grounds, String words) {}

  record NoteJson(BylineJson by, Instant at, String words) {}

  record DecisionJson(
      int number,
      String measure,
      long seconds,
      String reason,
      BylineJson by,
      Instant at,
      @Nullable AppealJson appeal) {}

  record AppealJson(
      String words, Instant at, String outcome, @Nullable BylineJson by, String reason) {}

  record EventJson(Instant at, @Nullable BylineJson by, String what, String detail) {}

  record UnmaskingJson(
      BylineJson by,
      String reason,
      Instant at,
      String stage,
      @Nullable BylineJson second,
      String words) {}

  record CaseAndContextJson(CaseJson details, List<MessageJson> surroundings) {}

  record EntriesJson(List<EntryJson> entries) {}

  /**
   * An entry of the audit trail.
   *
   * @param id names the entry
   * @param number 1, 2, 3 … over what this keeper may read of the room
   * @param by left out for the person whom a decision concerned
   * @param reason left out where its words were taken away
   */
  record EntryJson(
      String id,
      long number,
      Instant at,
      String act,
      @Nullable BylineJson by,
      String about,
      @Nullable String reason) {}

  @PostMapping("/reports")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void report(Person person, @PathVariable String room, @RequestBody ReportRequest report) {
    turns.take(Allowance.Act.CHANGE, person);
    cases.report(
        rooms.enter(person, new RoomId(room)),
        new ThreadId(Objects.requireNonNullElse(report.thread(), "")),
        Objects.requireNonNullElse(report.number(), 0),
        Grounds.of(Objects.requireNonNullElse(report.grounds(), "")),
        Objects.requireNonNullElse(report.words(), ""),
        Objects.requireNonNullElse(report.anonymous(), false));
  }

  @GetMapping("/cases")
  CasesJson cases(
      Person person,
      @PathVariable String room,
      @RequestParam(defaultValue = "false") boolean decided) {
    var chair = chair(person, room);
    lookout.look(chair);
    decisions.carryOn(chair);
    var listed = decided ? cases.decided(chair) : cases.waiting(chair);
    return new CasesJson(listed.stream().map(this::json).toList());
  }

  @GetMapping("/cases/{case}")
  CaseAndContextJson of(Person person, @PathVariable String room, @PathVariable("case") String id) {
    var chair = chair(person, room);
    var found = cases.of(chair, new CaseId(id));
    return new CaseAndContextJson(
        json(found), cases.surroundings(chair, found.id()).stream().map(wire::message).toList());
  }

  @PostMapping("/cases/{case}/notes")
  CaseJson note(
      Person person,
      @PathVariable String room,
      @PathVariable("case") String id,
      @RequestBody WordsRequest note) {
    return act(person, room, id, (chair, about) -> cases.note(chair, about, note.given()));
  }

  @PostMapping("/cases/{case}/decisions")
  CaseJson decide(
      Person person,
      @PathVariable String room,
      @PathVariable("case") String id,
      @RequestBody DecisionRequest decision) {
    return act(
        person,
        room,
        id,
        (chair, about) ->
            decisions.decide(
                chair,
                about,
                Measures.of(
                    Objects.requireNonNullElse(decision.measure(), ""),
                    Objects.requireNonNullElse(decision.text(), ""),
                    Objects.requireNonNullElse(decision.seconds(), 0L)),
                Objects.requireNonNullElse(decision.reason(), "")));
  }

  @PostMapping("/cases/{case}/decisions/{decision}/answer")
  CaseJson answer(
      Person person,
      @PathVariable String room,
      @PathVariable("case") String id,
      @PathVariable int decision,
      @RequestBody AnswerRequest answer) {
    return act(
        person,
        room,
        id,
        (chair, about) ->
            decisions.settle(
                chair,
                about,
                decision,
                Objects.requireNonNullElse(answer.reverse(), false),
                Objects.requireNonNullElse(answer.reason(), "")));
  }

  @PostMapping("/cases/{case}/reopened")
  CaseJson reopen(
      Person person,
      @PathVariable String room,
      @PathVariable("case") String id,
      @RequestBody WordsRequest why) {
    return act(person, room, id, (chair, about) -> decisions.reopen(chair, about, why.given()));
  }

  @PostMapping("/cases/{case}/unmasking")
  CaseJson unmask(
      Person person,
      @PathVariable String room,
      @PathVariable("case") String id,
      @RequestBody WordsRequest why) {
    return act(person, room, id, (chair, about) -> unmaskings.ask(chair, about, why.given()));
  }

  @PostMapping("/cases/{case}/unmasking/agreed")
  CaseJson agree(
      Person person,
      @PathVariable String room,
      @PathVariable("case") String id,
      @RequestBody WordsRequest why) {
    return act(person, room, id, (chair, about) -> unmaskings.agree(chair, about, why.given()));
  }

  @PostMapping("/cases/{case}/unmasking/refused")
  CaseJson refuse(
      Person person,
      @PathVariable String room,
      @PathVariable("case") String id,
      @RequestBody WordsRequest why) {
    return act(person, room, id, (chair, about) -> unmaskings.refuse(chair, about, why.given()));
  }

  @PostMapping("/cases/{case}/unmasking/withdrawn")
  CaseJson withdraw(
      Person person,
      @PathVariable String room,
      @PathVariable("case") String id,
      @RequestBody WordsRequest why) {
    return act(person, room, id, (chair, about) -> unmaskings.withdraw(chair, about, why.given()));
  }

  @GetMapping("/trail")
  EntriesJson trail(
      Person person,
      @PathVariable String room,
      @RequestParam(defaultValue = "9007199254740991") long before,
      @RequestParam(defaultValue = "50") int count) {
    var entries = trails.of(chair(person, room), before, count);
    return new EntriesJson(entries.stream().map(this::json).toList());
  }

  @PostMapping("/trail/{entry}/reason-taken")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void takeReasonAway(
      Person person,
      @PathVariable String room,
      @PathVariable String entry,
      @RequestBody WordsRequest why) {
    turns.take(Allowance.Act.CHANGE, person);
    trails.takeReasonAway(chair(person, room), entry, why.given());
  }

  private CaseJson act(Person person, String room, String id, BiFunction<Chair, CaseId, Case> act) {
    turns.take(Allowance.Act.CHANGE, person);
    return json(act.apply(chair(person, room), new CaseId(id)));
  }

  private Chair chair(Person person, String room) {
    return rooms.chair(person, new RoomId(room));
  }

  private CaseJson json(Case found) {
    return new CaseJson(
        found.id().value(),
        found.thread().value(),
        found.number(),
        found.opened(),
        name(found.state()),
        found.waits(),
        found.sources().stream().map(Case.Source::wireName).sorted().toList(),
        wire.byline(found.by()),
        found.words().map(words -> wire.html(words, found.room())).orElse(""),
        found.hidden(),
        found.reportCount(),
        found.reports().stream()
            .map(report ->
                new ReportJson(
                    byline(report.by()), report.at(), report.grounds().wireName(), report.words()))
            .toList(),
        found.notes().stream()
            .map(note -> new NoteJson(byline(note.by()), note.at(), note.words()))
            .toList(),
        found.decisions().stream().map(this::json).toList(),
        found.history().stream()
            .map(event ->
                new EventJson(event.at(), byline(event.by()), event.what(), event.detail()))
            .toList(),
        found.unmasking().map(this::json).orElse(null),
        byline(found.unmasked()));
  }

  private DecisionJson json(Case.Decision decision) {
    return new DecisionJson(
        decision.number(),
        decision.measure().wireName(),
        decision.measure().lasts().toSeconds(),
        decision.reason(),
        byline(decision.by()),
        decision.at(),
        decision
            .appeal()
            .map(appeal ->
                new AppealJson(
                    appeal.words(),
                    appeal.at(),
                    name(appeal.outcome()),
                    byline(appeal.by()),
                    appeal.reason()))
            .orElse(null));
  }

  private UnmaskingJson json(Case.Unmasking asked) {
    return new UnmaskingJson(
        byline(asked.by()),
        asked.reason(),
        asked.at(),
        name(asked.stage()),
        byline(asked.second()),
        asked.words());
  }

  private EntryJson json(Entry entry) {
    return new EntryJson(
        entry.id(),
        entry.number(),
        entry.at(),
        entry.act(),
        byline(entry.by()),
        entry.about(),
        entry.reason().orElse(null));
  }

  private @Nullable BylineJson byline(Optional<PersonId> person) {
    return person.map(this::byline).orElse(null);
  }

  private BylineJson byline(PersonId person) {
    return wire.byline(new Byline.Named(person));
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}

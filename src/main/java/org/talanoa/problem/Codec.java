package org.talanoa.problem;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;

/** Between documents and what they mean. */
final class Codec {
  private Codec() {}

  static Document problem(Problem problem) {
    var document =
        new Document("_id", problem.id().value())
            .append("room", problem.room().value())
            .append("revision", problem.revision())
            .append("status", problem.status().name())
            .append("sharedAt", problem.sharedAt())
            .append("begun", Date.from(problem.begun()))
            .append("at", Date.from(problem.at()))
            .append("parts", parts(problem.parts()))
            .append("causes", problem.causes().values().stream().map(Codec::cause).toList())
            .append("endorsements", endorsements(problem.endorsements()));
    person(document, "author", problem.author());
    problem.thread().ifPresent(thread -> document.append("thread", thread.value()));
    return document;
  }

  static Problem problem(Document document) {
    return new Problem(
        new ProblemId(document.getString("_id")),
        new RoomId(document.getString("room")),
        document.getLong("revision"),
        Status.valueOf(document.getString("status")),
        document.getLong("sharedAt"),
        person(document, "author"),
        instant(document, "begun"),
        instant(document, "at"),
        Optional.ofNullable(document.getString("thread")).map(ThreadId::new),
        parts(document.get("parts", Document.class)),
        causes(document).stream().collect(Collectors.toMap(Cause::id, cause -> cause)),
        endorsements(document));
  }

  private static Document parts(Map<Part, Passage> parts) {
    var document = new Document();
    parts.forEach((part, passage) -> document.append(part.name(), passage(passage)));
    return document;
  }

  private static Map<Part, Passage> parts(Document document) {
    var parts = new EnumMap<Part, Passage>(Part.class);
    document.forEach((part, passage) -> parts.put(Part.valueOf(part), passage((Document) passage)));
    return parts;
  }

  private static Document passage(Passage passage) {
    var document =
        new Document("words", passage.words())
            .append("version", passage.version())
            .append("writers", passage.writers().stream().map(PersonId::value).sorted().toList())
            .append("asides", passage.asides().stream().map(Codec::aside).toList());
    person(document, "by", passage.by());
    passage.at().ifPresent(at -> document.append("at", Date.from(at)));
    return document;
  }

  private static Passage passage(Document document) {
    return new Passage(
        document.getString("words"),
        document.getLong("version"),
        person(document, "by"),
        Optional.ofNullable(document.getDate("at")).map(Date::toInstant),
        list(document, "writers", String.class).stream()
            .map(PersonId::new)
            .collect(Collectors.toSet()),
        list(document, "asides", Document.class).stream().map(Codec::aside).toList());
  }

  private static Document aside(Passage.Aside aside) {
    var document =
        new Document("revision", aside.revision())
            .append("words", aside.words())
            .append("at", Date.from(aside.at()));
    person(document, "by", aside.by());
    return document;
  }

  private static Passage.Aside aside(Document document) {
    return new Passage.Aside(
        document.getLong("revision"),
        document.getString("words"),
        person(document, "by"),
        instant(document, "at"));
  }

  private static Document cause(Cause cause) {
    var room = new Document();
    cause.room().forEach((aspect, level) -> room.append(aspect.name(), level.name()));
    var document =
        new Document("id", cause.id().value())
            .append("place", cause.place())
            .append("words", passage(cause.words()))
            .append("room", room)
            .append("removed", cause.removed());
    cause.parent().ifPresent(parent -> document.append("parent", parent.value()));
    return document;
  }

  private static Cause cause(Document document) {
    var room = new EnumMap<Aspect, Level>(Aspect.class);
    document
        .get("room", Document.class)
        .forEach((aspect, level) ->
            room.put(Aspect.valueOf(aspect), Level.valueOf(String.valueOf(level))));
    return new Cause(
        new CauseId(document.getString("id")),
        cause(document, "parent"),
        document.getDouble("place"),
        passage(document.get("words", Document.class)),
        room,
        document.getBoolean("removed"));
  }

  private static List<Cause> causes(Document document) {
    return list(document, "causes", Document.class).stream().map(Codec::cause).toList();
  }

  private static List<Document> endorsements(List<Endorsement> endorsements) {
    return endorsements.stream()
        .map(each ->
            new Document("person", each.person().value())
                .append("variant", each.variant())
                .append("at", Date.from(each.at())))
        .toList();
  }

  private static List<Endorsement> endorsements(Document document) {
    return list(document, "endorsements", Document.class).stream()
        .map(each ->
            new Endorsement(
                new PersonId(each.getString("person")),
                each.getString("variant"),
                instant(each, "at")))
        .toList();
  }

  static String id(ProblemId problem, long number) {
    return problem + "/" + number;
  }

  static Document revision(Revision revision) {
    var document =
        new Document("_id", id(revision.problem(), revision.number()))
            .append("problem", revision.problem().value())
            .append("room", revision.room().value())
            .append("number", revision.number())
            .append("at", Date.from(revision.at()))
            .append("edit", edit(revision.edit()))
            .append("patch", patch(revision.patch()))
            .append("shared", revision.shared())
            .append("seating", revision.seating());
    person(document, "by", revision.by());
    return document;
  }

  static Revision revision(Document document) {
    return new Revision(
        new ProblemId(document.getString("problem")),
        new RoomId(document.getString("room")),
        document.getLong("number"),
        instant(document, "at"),
        person(document, "by"),
        edit(document.get("edit", Document.class)),
        patch(document.get("patch", Document.class)),
        document.getBoolean("shared"),
        document.getLong("seating"));
  }

  private static Document patch(Patch patch) {
    var document =
        new Document("whole", patch.whole())
            .append("parts", parts(patch.parts()))
            .append("causes", patch.causes().stream().map(Codec::cause).toList());
    patch.status().ifPresent(status -> document.append("status", status.name()));
    patch.endorsements().ifPresent(all -> document.append("endorsements", endorsements(all)));
    patch.thread().ifPresent(thread -> document.append("thread", thread.value()));
    return document;
  }

  private static Patch patch(Document document) {
    return new Patch(
        document.getBoolean("whole"),
        parts(document.get("parts", Document.class)),
        causes(document),
        Optional.ofNullable(document.getString("status")).map(Status::valueOf),
        document.containsKey("endorsements")
            ? Optional.of(endorsements(document))
            : Optional.empty(),
        Optional.ofNullable(document.getString("thread")).map(ThreadId::new));
  }

  /** The name of what was done, on the wire as well. */
  static String name(Edit edit) {
    return edit.getClass()
        .getSimpleName()
        .replaceAll("([a-z])([A-Z])", "$1-$2")
        .toLowerCase(Locale.ROOT);
  }

  private static Document edit(Edit edit) {
    var document = new Document("what", name(edit));
    switch (edit) {
      case Edit.Write(var spot, var base, var own, var words) ->
          document
              .append("spot", spot.wireName())
              .append("base", base)
              .append("own", own)
              .append("words", words);
      case Edit.AddCause(var cause, var parent, var after, var words) -> {
        document.append("cause", cause.value()).append("words", words);
        place(document, parent, after);
      }
      case Edit.MoveCause(var cause, var parent, var after) -> {
        document.append("cause", cause.value());
        place(document, parent, after);
      }
      case Edit.RemoveCause(var cause) -> document.append("cause", cause.value());
      case Edit.RestoreCause(var cause) -> document.append("cause", cause.value());
      case Edit.Weigh(var cause, var aspect, var level) ->
          document
              .append("cause", cause.value())
              .append("aspect", aspect.name())
              .append("level", level.name());
      case Edit.SetStatus(var status) -> document.append("status", status.name());
      case Edit.Restore(var number) -> document.append("revision", number);
      case Edit.Settle(var spot, var aside, var base, var words) ->
          document
              .append("spot", spot.wireName())
              .append("aside", aside)
              .append("base", base)
              .append("words", words);
      case Edit.Endorse(var variant) -> document.append("words", variant);
      case Edit.Withdraw(), Edit.Forgotten() -> {}
      case Edit.Discuss(var thread) -> document.append("thread", thread.value());
    }
    return document;
  }

  private static void place(Document document, Optional<CauseId> parent, Optional<CauseId> after) {
    parent.ifPresent(id -> document.append("parent", id.value()));
    after.ifPresent(id -> document.append("after", id.value()));
  }

  private static Edit edit(Document document) {
    var words = document.get("words", "");
    return switch (document.getString("what")) {
      case "write" ->
          new Edit.Write(
              Spot.of(document.getString("spot")),
              document.getLong("base"),
              document.getBoolean("own"),
              words);
      case "add-cause" ->
          new Edit.AddCause(
              cause(document, "cause").orElseThrow(),
              cause(document, "parent"),
              cause(document, "after"),
              words);
      case "move-cause" ->
          new Edit.MoveCause(
              cause(document, "cause").orElseThrow(),
              cause(document, "parent"),
              cause(document, "after"));
      case "remove-cause" -> new Edit.RemoveCause(cause(document, "cause").orElseThrow());
      case "restore-cause" -> new Edit.RestoreCause(cause(document, "cause").orElseThrow());
      case "weigh" ->
          new Edit.Weigh(
              cause(document, "cause").orElseThrow(),
              Aspect.valueOf(document.getString("aspect")),
              Level.valueOf(document.getString("level")));
      case "set-status" -> new Edit.SetStatus(Status.valueOf(document.getString("status")));
      case "restore" -> new Edit.Restore(document.getLong("revision"));
      case "settle" ->
          new Edit.Settle(
              Spot.of(document.getString("spot")),
              document.getLong("aside"),
              document.getLong("base"),
              words);
      case "endorse" -> new Edit.Endorse(words);
      case "withdraw" -> new Edit.Withdraw();
      case "forgotten" -> new Edit.Forgotten();
      case "discuss" -> new Edit.Discuss(new ThreadId(document.getString("thread")));
      default -> throw new IllegalStateException("an edit of an unknown kind");
    };
  }

  static Document course(Course course) {
    return new Document("_id", course.problem().value())
        .append("room", course.room().value())
        .append("revision", course.revision())
        .append("seating", course.seating())
        .append("iterations", course.iterations().stream().map(Codec::iteration).toList())
        .append("offers", course.offers().stream().map(Codec::offer).toList());
  }

  static Course course(Document document) {
    return new Course(
        new ProblemId(document.getString("_id")),
        new RoomId(document.getString("room")),
        document.getLong("revision"),
        list(document, "iterations", Document.class).stream().map(Codec::iteration).toList(),
        list(document, "offers", Document.class).stream().map(Codec::offer).toList(),
        document.getLong("seating"));
  }

  private static Document iteration(Course.Iteration iteration) {
    var document =
        new Document("number", iteration.number())
            .append("statement", iteration.statement())
            .append("from", iteration.from().toString())
            .append("until", iteration.until().toString())
            .append("steps", iteration.steps().stream().map(Codec::step).toList())
            .append("checkIns", iteration.checkIns().stream().map(Codec::checkIn).toList());
    person(document, "by", iteration.by());
    return document;
  }

  private static Course.Iteration iteration(Document document) {
    return new Course.Iteration(
        document.getInteger("number"),
        person(document, "by"),
        document.getLong("statement"),
        LocalDate.parse(document.getString("from")),
        LocalDate.parse(document.getString("until")),
        list(document, "steps", Document.class).stream().map(Codec::step).toList(),
        list(document, "checkIns", Document.class).stream().map(Codec::checkIn).toList());
  }

  private static Document step(Course.Step step) {
    var document =
        new Document("id", step.id())
            .append("words", step.words())
            .append("state", step.state().name());
    person(document, "by", step.by());
    person(document, "owner", step.owner());
    step.due().ifPresent(due -> document.append("due", due.toString()));
    step.at().ifPresent(at -> document.append("at", Date.from(at)));
    return document;
  }

  private static Course.Step step(Document document) {
    return new Course.Step(
        document.getString("id"),
        document.getString("words"),
        person(document, "by"),
        person(document, "owner"),
        Optional.ofNullable(document.getString("due")).map(LocalDate::parse),
        Course.Step.State.valueOf(document.getString("state")),
        Optional.ofNullable(document.getDate("at")).map(Date::toInstant));
  }

  private static Document checkIn(Course.CheckIn checkIn) {
    var document =
        new Document("at", Date.from(checkIn.at()))
            .append("statement", checkIn.statement())
            .append("done", checkIn.done())
            .append("learnt", checkIn.learnt())
            .append("hard", checkIn.hard())
            .append("next", checkIn.next());
    person(document, "by", checkIn.by());
    return document;
  }

  private static Course.CheckIn checkIn(Document document) {
    return new Course.CheckIn(
        person(document, "by"),
        instant(document, "at"),
        document.getLong("statement"),
        document.getString("done"),
        document.getString("learnt"),
        document.getString("hard"),
        document.getString("next"));
  }

  private static Document offer(Course.Offer offer) {
    return new Document("person", offer.person().value())
        .append("words", offer.words())
        .append("at", Date.from(offer.at()));
  }

  private static Course.Offer offer(Document document) {
    return new Course.Offer(
        new PersonId(document.getString("person")),
        document.getString("words"),
        instant(document, "at"));
  }

  private static Optional<CauseId> cause(Document document, String field) {
    return Optional.ofNullable(document.getString(field)).map(CauseId::new);
  }

  static void person(Document document, String field, Optional<PersonId> person) {
    person.ifPresent(id -> document.append(field, id.value()));
  }

  static Optional<PersonId> person(Document document, String field) {
    return Optional.ofNullable(document.getString(field)).map(PersonId::new);
  }

  static Instant instant(Document document, String field) {
    return document.getDate(field).toInstant();
  }

  static <T> List<T> list(@Nullable Document document, String field, Class<T> type) {
    return document == null ? List.of() : new ArrayList<>(document.getList(field, type, List.of()));
  }
}

package org.talanoa.pulse;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.talanoa.room.RoomId;

/**
 * The pulse of one room as it is stored.
 *
 * @param round the one that is open, or opens next
 * @param leftover whether the database's file may still hold what a tally was
 */
record Kept(
    RoomId room,
    Optional<Plan> plan,
    Optional<Round> round,
    List<Published> published,
    boolean leftover) {
  /** The most rounds of one room that are kept; earlier ones go. */
  static final int MOST_PUBLISHED = 200;

  Kept {
    published = List.copyOf(published);
  }

  static Kept nothing(RoomId room) {
    return new Kept(room, Optional.empty(), Optional.empty(), List.of(), false);
  }

  /** The number that the next round bears. */
  private int number() {
    return published.isEmpty() ? 1 : published.getLast().round().number() + 1;
  }

  /** Before this no round opens. */
  Instant earliest(Instant now) {
    var last =
        round
            .filter(open -> !open.opens().isAfter(now))
            .or(() -> last())
            .map(before -> before.closes().plus(Plan.REST));
    return last.orElse(Instant.EPOCH);
  }

  private Optional<Round> last() {
    return published.isEmpty() ? Optional.empty() : Optional.of(published.getLast().round());
  }

  /** With another plan, or none; a round that has opened stays as it was announced. */
  Kept planned(Optional<Plan> plan, Instant now) {
    var open = round.filter(there -> !there.opens().isAfter(now));
    return new Kept(
        room,
        plan,
        open.or(() -> plan.flatMap(by -> by.next(number(), earliest(now), now))),
        published,
        leftover);
  }

  /** The round that is over has left this; the next one waits, where there is one. */
  Kept settled(Published result, boolean goesOn, Instant now) {
    var all = Stream.concat(published.stream(), Stream.of(result)).toList();
    var after =
        new Kept(
            room,
            plan,
            Optional.empty(),
            all.subList(Math.max(0, all.size() - MOST_PUBLISHED), all.size()),
            true);
    var next =
        plan.filter(_ -> goesOn).flatMap(by -> by.next(after.number(), after.earliest(now), now));
    return new Kept(
        room, next.isPresent() ? plan : Optional.empty(), next, after.published, after.leftover);
  }

  Kept tidied() {
    return new Kept(room, plan, round, published, false);
  }

  Document document() {
    return new Document("_id", room.value())
        .append("plan", plan.map(Kept::document).orElse(null))
        .append("round", round.map(Kept::document).orElse(null))
        .append("published", published.stream().map(Kept::document).toList())
        .append("leftover", leftover);
  }

  static Kept of(Document document) {
    return new Kept(
        new RoomId(document.getString("_id")),
        Optional.ofNullable(document.get("plan", Document.class)).map(Kept::plan),
        Optional.ofNullable(document.get("round", Document.class)).map(Kept::round),
        document.getList("published", Document.class).stream().map(Kept::published).toList(),
        document.getBoolean("leftover", false));
  }

  private static Document document(Plan plan) {
    return new Document("starts", Date.from(plan.starts()))
        .append("everyWeeks", plan.everyWeeks())
        .append("openDays", plan.openDays());
  }

  private static Plan plan(Document document) {
    return new Plan(
        document.getDate("starts").toInstant(),
        document.getInteger("everyWeeks"),
        document.getInteger("openDays"));
  }

  private static Document document(Round round) {
    return new Document("number", round.number())
        .append("opens", Date.from(round.opens()))
        .append("closes", Date.from(round.closes()));
  }

  private static Round round(Document document) {
    return new Round(
        document.getInteger("number"),
        document.getDate("opens").toInstant(),
        document.getDate("closes").toInstant());
  }

  private static Document document(Published published) {
    var document = new Document("round", document(published.round()));
    return switch (published) {
      case Published.TooFew _ -> document;
      case Published.Shown(var _, var figures) ->
          document
              .append("halves", figures.halves())
              .append("turnout", figures.turnout().wireName());
    };
  }

  private static Published published(Document document) {
    var round = round(document.get("round", Document.class));
    @Nullable String turnout = document.getString("turnout");
    return turnout == null
        ? new Published.TooFew(round)
        : new Published.Shown(
            round, new Figures(document.getList("halves", Integer.class), Turnout.named(turnout)));
  }
}

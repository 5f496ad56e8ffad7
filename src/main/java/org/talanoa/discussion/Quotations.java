package org.talanoa.discussion;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bson.Document;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.alliance.Alliances;
import org.talanoa.people.People;
import org.talanoa.people.Profile;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Seat;
import org.talanoa.room.Voice;
import org.talanoa.text.Identifying;
import org.talanoa.text.KnownNames;
import org.talanoa.text.Mentions;

/**
 * What may be taken out of a room, as its kind allows: from an open one with names, from a closed
 * one what its author consents to, from one under the Chatham House rule the words without anybody,
 * from a sealed one nothing. Thread safe.
 */
@Service
public class Quotations {
  private static final String PARTICIPANT = "a participant";
  private static final int AT_ONCE = 200;

  private final Discussions discussions;
  private final Alliances alliances;
  private final People people;

  public Quotations(Discussions discussions, Alliances alliances, People people) {
    this.discussions = discussions;
    this.alliances = alliances;
    this.people = people;
  }

  /**
   * Words as they may be quoted.
   *
   * @param by empty where it must not be told
   */
  public record Quotation(String words, Optional<Byline> by) {}

  /**
   * A message as it may be taken out.
   *
   * @param title the thread's title; empty where it may not be told
   * @param at when it was said; under the Chatham House rule the day only
   * @param quotation empty where the words are withheld, or are no longer there
   */
  public record Taken(
      String thread, String title, int number, Instant at, Optional<Quotation> quotation) {}

  /** A message's words with their attribution, or a refusal that says why not. */
  public Quotation quote(Seat seat, ThreadId thread, int number) {
    mustNotBeSealed(seat);
    var document = discussions.stored(seat, thread, number);
    if (!"said".equals(document.getString("state"))) {
      throw new Refusal.NotNow("message.gone");
    }
    return quotation(seat, document, names(seat))
        .or(() -> own(seat, document))
        .orElseThrow(() -> new Refusal.NotNow("quote.noConsent"));
  }

  /** Hands out what may be taken out of the room, one thread after the other. */
  public void export(Voice voice, Consumer<Taken> taking) {
    mustNotBeSealed(voice);
    var threads =
        discussions.stored().in(voice.room().id()).stream()
            .sorted(Comparator.comparing(ThreadHead::startedAt))
            .toList();
    var names = names(voice);
    for (var head : threads) {
      var title = title(voice, head, names);
      for (var first = 1; first <= head.last(); first += AT_ONCE) {
        var numbers = IntStream.rangeClosed(first, Math.min(head.last(), first + AT_ONCE - 1));
        discussions.storedMessages().documents(head.id(), numbers).stream()
            .sorted(Comparator.comparing((Document document) -> document.getInteger("number")))
            .map(document -> taken(voice, head, title, document, names))
            .forEach(taking);
      }
    }
  }

  private Taken taken(
      Voice voice, ThreadHead head, String title, Document document, KnownNames names) {
    var said = "said".equals(document.getString("state"));
    var at = Codec.instant(document, "at");
    return new Taken(
        head.id().value(),
        title,
        document.getInteger("number"),
        voice.room().kind() == RoomKind.CHATHAM_HOUSE ? at.truncatedTo(ChronoUnit.DAYS) : at,
        said ? quotation(voice, document, names) : Optional.empty());
  }

  /** A title is what the first author said. */
  private String title(Seat seat, ThreadHead head, KnownNames names) {
    return switch (seat.room().kind()) {
      case OPEN -> head.title();
      case CLOSED -> Consents.isGiven(discussions.stored(seat, head.id(), 1)) ? head.title() : "";
      case CHATHAM_HOUSE -> nameless(head.title(), names);
      case SEALED -> "";
    };
  }

  private Optional<Quotation> quotation(Seat seat, Document document, KnownNames names) {
    var words = document.getString("body");
    var by = Codec.byline(document.get("by", Document.class));
    return switch (seat.room().kind()) {
      case OPEN -> Optional.of(new Quotation(words, Optional.of(by)));
      case CLOSED ->
          Consents.isGiven(document)
              ? Optional.of(new Quotation(words, Optional.of(by)))
              : Optional.empty();
      case CHATHAM_HOUSE -> Optional.of(new Quotation(nameless(words, names), Optional.empty()));
      case SEALED -> Optional.empty();
    };
  }

  /** What one has said oneself one may repeat. */
  private Optional<Quotation> own(Seat seat, Document document) {
    var thread = new ThreadId(document.getString("thread"));
    var by = document.get("by", Document.class);
    return discussions.writer().bearers().signed(by, thread, seat.person().id())
        ? Optional.of(new Quotation(document.getString("body"), Optional.of(Codec.byline(by))))
        : Optional.empty();
  }

  /** Whose names must not be told; nobody's where names may be. */
  private KnownNames names(Seat seat) {
    if (seat.room().kind() != RoomKind.CHATHAM_HOUSE) {
      return KnownNames.of(List.of());
    }
    var members = alliances.members(alliances.enter(seat.person(), seat.room().alliance()));
    return KnownNames.of(people.profiles(members.keySet()).stream().map(Profile::name).toList());
  }

  private static String nameless(String words, KnownNames names) {
    return Identifying.unnamed(Mentions.replacedAll(words, PARTICIPANT), names, PARTICIPANT);
  }

  private static void mustNotBeSealed(Seat seat) {
    if (!seat.room().kind().wordsLeave()) {
      throw new Refusal.NotYours("quote.sealed");
    }
  }
}

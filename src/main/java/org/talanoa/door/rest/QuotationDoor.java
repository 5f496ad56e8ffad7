package org.talanoa.door.rest;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.Refusal;
import org.talanoa.discussion.Consents;
import org.talanoa.discussion.Quotations;
import org.talanoa.discussion.ThreadId;
import org.talanoa.door.wire.BylineJson;
import org.talanoa.door.wire.Wire;
import org.talanoa.people.Allowance;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import tools.jackson.databind.json.JsonMapper;

/** What may be taken out of a room, and the asking for it. */
@RestController
@RequestMapping("/api")
class QuotationDoor {
  /** What formulas begin with, also in full width. */
  private static final String FORMULA = "=+-@＝＋－＠";

  /** Where programs begin another cell, whatever this one divides cells by. */
  private static final String DIVIDES = ";|\t\r\n";

  /** Before what is not to be worked out. */
  private static final char ONLY_TEXT = '\'';

  private final Rooms rooms;
  private final Quotations quotations;
  private final Consents consents;
  private final Turns turns;
  private final Wire wire;
  private final JsonMapper json;

  QuotationDoor(
      Rooms rooms,
      Quotations quotations,
      Consents consents,
      Turns turns,
      Wire wire,
      JsonMapper json) {
    this.rooms = rooms;
    this.quotations = quotations;
    this.consents = consents;
    this.turns = turns;
    this.wire = wire;
    this.json = json;
  }

  /**
   * @param by nobody where it must not be told who said it
   */
  record QuotationJson(String words, @Nullable BylineJson by) {}

  record AnswerJson(@Nullable Boolean agreed) {}

  record AskedJson(String room, String thread, int number) {}

  /**
   * @param withheld whether there are words that may not leave the room
   */
  record TakenJson(
      String thread,
      String title,
      int number,
      Instant at,
      String author,
      String words,
      boolean withheld) {}

  @GetMapping("/rooms/{room}/threads/{thread}/messages/{number}/quotation")
  QuotationJson quote(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @PathVariable int number) {
    var seat = rooms.enter(person, new RoomId(room));
    var quotation = quotations.quote(seat, new ThreadId(thread), number);
    return new QuotationJson(quotation.words(), quotation.by().map(wire::byline).orElse(null));
  }

  @PostMapping("/rooms/{room}/threads/{thread}/messages/{number}/consent-asked")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void ask(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @PathVariable int number) {
    turns.take(Allowance.Act.CHANGE, person);
    consents.ask(rooms.enter(person, new RoomId(room)), new ThreadId(thread), number);
  }

  @PutMapping("/rooms/{room}/threads/{thread}/messages/{number}/consent")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void answer(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @PathVariable int number,
      @RequestBody AnswerJson answer) {
    turns.take(Allowance.Act.CHANGE, person);
    consents.answer(
        rooms.enter(person, new RoomId(room)),
        new ThreadId(thread),
        number,
        Boolean.TRUE.equals(answer.agreed()));
  }

  /** The messages about which who asks was asked whether they may be quoted. */
  @GetMapping("/me/consents")
  List<AskedJson> asked(Person person) {
    return consents.asked(person).stream()
        .filter(place -> rooms.seat(person, place.room()).isPresent())
        .map(place -> new AskedJson(place.room().value(), place.thread().value(), place.number()))
        .toList();
  }

  /** Everything that may be taken out of the room, by somebody who sits there. */
  @GetMapping("/rooms/{room}/export")
  void export(
      Person person,
      @PathVariable String room,
      @RequestParam(defaultValue = "json") String format,
      HttpServletResponse response)
      throws IOException {
    var csv = format.equals("csv");
    if (!csv && !format.equals("json")) {
      throw new Refusal.NotLikeThis("request.form");
    }
    var voice = rooms.speak(person, new RoomId(room));
    if (!voice.room().kind().wordsLeave()) {
      throw new Refusal.NotYours("quote.sealed");
    }
    turns.take(Allowance.Act.EXPORT, person);
    response.setContentType(csv ? "text/csv;charset=UTF-8" : "application/json");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename("room." + format).build().toString());
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    var out = response.getOutputStream();
    write(out, csv ? "thread,title,number,at,author,words,withheld\r\n" : "[");
    var between = new StringBuilder();
    quotations.export(
        voice,
        taken -> {
          var row = row(taken);
          write(out, csv ? line(row) : between + json.writeValueAsString(row));
          between.setLength(0);
          between.append(",\n");
        });
    write(out, csv ? "" : "]");
  }

  private TakenJson row(Quotations.Taken taken) {
    return new TakenJson(
        taken.thread(),
        taken.title(),
        taken.number(),
        taken.at(),
        taken
            .quotation()
            .flatMap(Quotations.Quotation::by)
            .map(by -> wire.byline(by).name())
            .orElse(""),
        taken.quotation().map(Quotations.Quotation::words).orElse(""),
        taken.quotation().isEmpty());
  }

  private static String line(TakenJson row) {
    return Stream.of(
                row.thread(),
                row.title(),
                Integer.toString(row.number()),
                row.at().toString(),
                row.author(),
                row.words(),
                Boolean.toString(row.withheld()).toLowerCase(Locale.ROOT))
            .map(QuotationDoor::cell)
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  /**
   * A cell that no program takes for a formula, also where it divides cells at semicolons or tabs
   * and lines within quotes.
   */
  static String cell(String text) {
    var cell = new StringBuilder(text.length() + 8).append('"');
    if (text.startsWith("\t") || text.startsWith("\r")) {
      cell.append(ONLY_TEXT);
    }
    var begins = true;
    for (var i = 0; i < text.length(); i++) {
      var sign = text.charAt(i);
      if (begins && FORMULA.indexOf(sign) >= 0) {
        cell.append(ONLY_TEXT);
      }
      begins = DIVIDES.indexOf(sign) >= 0 || begins && isBlank(sign);
      cell.append(sign == '"' ? "\"\"" : sign);
    }
    return cell.append('"').toString();
  }

  private static boolean isBlank(char sign) {
    return Character.isWhitespace(sign)
        || Character.isSpaceChar(sign)
        || Character.isISOControl(sign)
        || Character.getType(sign) == Character.FORMAT;
  }

  private static void write(OutputStream out, String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}

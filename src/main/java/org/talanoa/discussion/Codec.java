package org.talanoa.discussion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;
import org.talanoa.text.Markdown;
import org.talanoa.text.Stretch;

/** Between documents and what they mean. */
final class Codec {
  private Codec() {}

  static Document by(Byline byline) {
    return switch (byline) {
      case Byline.Named(var person) -> new Document("person", person.value());
      case Byline.Pseudonym _ ->
          throw new IllegalArgumentException("a pseudonym is signed by its bearer");
      case Byline.Imported(var name) -> new Document("imported", name);
      case Byline.Former() -> new Document("former", true);
    };
  }

  static Byline byline(@Nullable Document document) {
    if (document == null) {
      return new Byline.Former();
    }
    if (document.containsKey("person")) {
      return new Byline.Named(new PersonId(document.getString("person")));
    }
    if (document.containsKey("pseudonym")) {
      return new Byline.Pseudonym(document.getString("pseudonym"));
    }
    if (document.containsKey("imported")) {
      return new Byline.Imported(document.getString("imported"));
    }
    return new Byline.Former();
  }

  static Pseudonyms pseudonyms(Document head) {
    var all = list(head, "pseudonyms", Document.class);
    if (all.isEmpty()) {
      return Pseudonyms.NONE;
    }
    var here = head.getString("_id");
    return new Pseudonyms(
        all.stream()
            .map(borne ->
                new Pseudonyms.Borne(
                    borne.getString("name"),
                    borne.getString("mark"),
                    new ThreadId(borne.get("thread", here))))
            .toList());
  }

  static Message message(Document document) {
    var said = "said".equals(document.getString("state"));
    return new Message(
        new RoomId(document.getString("room")),
        new ThreadId(document.getString("thread")),
        document.getInteger("number"),
        number(document, "revision"),
        instant(document, "at"),
        byline(document.get("by", Document.class)),
        body(document),
        Optional.ofNullable(document.getDate("edited")).map(Date::toInstant),
        Optional.ofNullable(document.getInteger("answers")),
        said ? reactions(document) : Map.of(),
        document.getBoolean("pinned", false),
        said ? attachments(document) : List.of(),
        said ? poll(document) : Optional.empty(),
        said && document.getBoolean("redacted", false),
        said ? people(document, "sponsors") : List.of(),
        said ? tellings(document) : List.of(),
        number(document, "seating"));
  }

  private static Body body(Document document) {
    return switch (document.getString("state")) {
      case "said" -> new Body.Said(Markdown.of(document.getString("body")));
      case "hidden" -> new Body.Hidden();
      case "moved" -> {
        var to = document.get("to", Document.class);
        yield new Body.Moved(
            new RoomId(to.getString("room")),
            new ThreadId(to.getString("thread")),
            to.getInteger("number"));
      }
      default -> new Body.Deleted();
    };
  }

  static Change changed(Document document) {
    var message = message(document);
    return switch (document.getString("act")) {
      case "posted" -> new Change.Posted(message);
      case "edited" -> new Change.Edited(message);
      case "reacted" -> new Change.Reacted(message);
      case "marked" -> new Change.Marked(message);
      case "pinned" -> new Change.Pinned(message);
      case "voted" -> new Change.Voted(message);
      case "deleted" -> new Change.Deleted(message);
      case "curated" -> new Change.Curated(message);
      case "sponsored" -> new Change.Sponsored(message);
      default -> new Change.Edited(message);
    };
  }

  private static Map<Reaction, List<PersonId>> reactions(Document document) {
    var reactions = new EnumMap<Reaction, List<PersonId>>(Reaction.class);
    var stored = document.get("reactions", Document.class);
    if (stored != null) {
      for (var reaction : Reaction.values()) {
        var people = people(stored, reaction.wireName());
        if (!people.isEmpty()) {
          reactions.put(reaction, people);
        }
      }
    }
    return reactions;
  }

  static List<PersonId> people(Document document, String field) {
    return list(document, field, String.class).stream().map(PersonId::new).toList();
  }

  static Document telling(Telling telling) {
    var document = new Document("kind", telling.kind());
    telling.part().ifPresent(part -> document.append("from", part.from()).append("to", part.to()));
    return document;
  }

  /** What a message tells, also where it says nothing. */
  static List<Telling> tellings(Document message) {
    return list(message, "tellings", Document.class).stream()
        .map(telling ->
            new Telling(
                telling.getString("kind"),
                Optional.ofNullable(telling.getInteger("from"))
                    .map(from -> new Stretch(from, telling.getInteger("to")))))
        .toList();
  }

  static Document attachment(Attachment attachment) {
    return new Document("id", attachment.id())
        .append("name", attachment.name())
        .append("size", attachment.size())
        .append("type", attachment.type());
  }

  static Attachment attachment(Document document) {
    return new Attachment(
        document.getString("id"),
        document.getString("name"),
        number(document, "size"),
        document.getString("type"));
  }

  /** The ids of a message's files, also where it says nothing. */
  static List<String> files(Document message) {
    return list(message, "attachments", Document.class).stream()
        .map(attachment -> attachment.getString("id"))
        .toList();
  }

  private static List<Attachment> attachments(Document document) {
    return list(document, "attachments", Document.class).stream().map(Codec::attachment).toList();
  }

  static Document poll(Poll poll) {
    return new Document("question", poll.question())
        .append("several", poll.several())
        .append("closed", poll.closed())
        .append("options", poll.options().stream().map(Codec::option).toList());
  }

  private static Document option(Poll.Option option) {
    return new Document("text", option.text())
        .append("votes", option.votes().stream().map(PersonId::value).toList());
  }

  static Optional<Poll> poll(Document message) {
    return Optional.ofNullable(message.get("poll", Document.class))
        .map(poll ->
            new Poll(
                poll.getString("question"),
                poll.getBoolean("several", false),
                poll.getBoolean("closed", false),
                list(poll, "options", Document.class).stream()
                    .map(o -> new Poll.Option(o.getString("text"), people(o, "votes")))
                    .toList()));
  }

  static ThreadHead head(Document document) {
    var silent = Numbers.of(document, "silent");
    return new ThreadHead(
        new ThreadId(document.getString("_id")),
        new RoomId(document.getString("room")),
        document.getString("title"),
        document.getInteger("last"),
        number(document, "revision"),
        document.getInteger("about", 0),
        instant(document, "startedAt"),
        instant(document, "at"),
        byline(document.get("by", Document.class)),
        byline(document.get("lastBy", Document.class)),
        document.getBoolean("locked", false),
        document.getBoolean("question", false),
        document.getBoolean("answered", false),
        list(document, "pins", Integer.class),
        silent,
        list(document, "calls", Document.class).stream()
            .filter(call -> !silent.contains(call.getInteger("number")))
            .map(call ->
                new Call(
                    call.getInteger("number"),
                    call.getString("by"),
                    Set.copyOf(list(call, "to", String.class))))
            .toList(),
        list(document, "spoke", Document.class).stream()
            .collect(
                Collectors.toMap(
                    spoke -> new PersonId(spoke.getString("person")),
                    spoke -> spoke.getInteger("number"))),
        pseudonyms(document),
        document.getBoolean("rankHidden", false),
        Optional.ofNullable(document.get("movedTo", Document.class))
            .map(to ->
                new ThreadHead.Place(
                    new RoomId(to.getString("room")), new ThreadId(to.getString("thread")))),
        number(document, "seating"));
  }

  static Document draft(Draft draft) {
    var document =
        new Document("key", draft.key())
            .append("body", draft.markdown().source())
            .append("attachments", draft.attachments())
            .append("veiled", draft.underPseudonym());
    draft.answers().ifPresent(number -> document.append("answers", number));
    draft.poll().ifPresent(poll -> document.append("poll", poll(poll.asked())));
    return document;
  }

  static Draft draft(Document document) {
    return new Draft(
        document.getString("key"),
        Markdown.of(document.getString("body")),
        Optional.ofNullable(document.getInteger("answers")),
        list(document, "attachments", String.class),
        poll(document).map(Draft.Question::of),
        document.getBoolean("veiled", false));
  }

  static Instant instant(Document document, String field) {
    return document.getDate(field).toInstant();
  }

  static long number(Document document, String field) {
    return document.get(field) instanceof Number number ? number.longValue() : 0;
  }

  /** A list that may be missing; always a copy that may be changed. */
  static <T> List<T> list(Document document, String field, Class<T> type) {
    var list = document.getList(field, type);
    return list == null ? new ArrayList<>() : new ArrayList<>(list);
  }
}

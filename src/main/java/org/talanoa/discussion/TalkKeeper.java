package org.talanoa.discussion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.talanoa.people.Export;
import org.talanoa.people.Forgetting;
import org.talanoa.people.Keeper;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.room.Arrangements;
import org.talanoa.room.Manner;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;

/** Answers for what was said, and for what people keep beside it. */
@Component
final class TalkKeeper implements Keeper {
  private static final int AT_ONCE = 200;

  /** Somebody may write while their words are being looked for. */
  private static final int MOST_ROUNDS = 5;

  private final Discussions discussions;
  private final Attachments attachments;
  private final Marks marks;
  private final Drafts drafts;
  private final Bookmarks bookmarks;
  private final Later later;
  private final Approvals approvals;
  private final Consents consents;
  private final Rooms rooms;
  private final Arrangements arrangements;

  TalkKeeper(
      Discussions discussions,
      Attachments attachments,
      Marks marks,
      Drafts drafts,
      Bookmarks bookmarks,
      Later later,
      Approvals approvals,
      Consents consents,
      Rooms rooms,
      Arrangements arrangements) {
    this.discussions = discussions;
    this.attachments = attachments;
    this.marks = marks;
    this.drafts = drafts;
    this.bookmarks = bookmarks;
    this.later = later;
    this.approvals = approvals;
    this.consents = consents;
    this.rooms = rooms;
    this.arrangements = arrangements;
  }

  @Override
  public Set<String> collections() {
    return Set.of(
        "threads",
        "messages",
        "originals",
        "attachments",
        "marks",
        "drafts",
        "bookmarks",
        "letters",
        Approvals.COLLECTION,
        Consents.COLLECTION);
  }

  @Override
  public void forget(Forgetting forgetting) {
    var person = forgetting.person();
    later.forget(person);
    drafts.forget(person);
    approvals.forget(person);
    consents.forget(person);
    bookmarks.forget(person);
    var something = true;
    for (var round = 0; something && round < MOST_ROUNDS; round++) {
      something = false;
      for (var head : List.copyOf(discussions.stored().all())) {
        var words =
            arrangements
                .of(head.room())
                .map(room -> room.manner().formerWords())
                .orElse(Manner.FormerWords.REMOVE);
        something |= new Oblivion(discussions, attachments, forgetting, words).in(head);
      }
    }
    attachments.forget(person);
    marks.forget(person, arrangements.all());
  }

  @Override
  public void export(Person person, Export export) {
    var said = new Said(person);
    export.list("messages", said::each);
    export.list("reactions", all -> said.reactions.forEach(all));
    export.list("votes", all -> said.votes.forEach(all));
    export.list("drafts", all -> drafts.of(person.id()).forEach(draft -> all.accept(draft(draft))));
    export.list(
        "bookmarks",
        all ->
            bookmarks
                .of(person)
                .forEach(bookmark -> {
                  var thing = new LinkedHashMap<String, Object>();
                  thing.put(
                      "address", address(bookmark.room(), bookmark.thread(), bookmark.number()));
                  thing.put("at", bookmark.at());
                  bookmark.remindAt().ifPresent(at -> thing.put("remindAt", at));
                  all.accept(thing);
                }));
    export.list(
        "letters",
        all ->
            later
                .of(person)
                .forEach(letter ->
                    all.accept(
                        Map.of(
                            "thread", address(letter.room(), letter.thread(), 0),
                            "words", letter.draft().markdown().source(),
                            "underPseudonym", letter.draft().underPseudonym(),
                            "at", letter.at()))));
    export.list(
        "waiting",
        all ->
            approvals
                .of(person.id())
                .forEach(waiting ->
                    all.accept(
                        Map.of(
                            "room", address(waiting.room()),
                            "title", waiting.title(),
                            "words", waiting.draft().markdown().source(),
                            "underPseudonym", waiting.draft().underPseudonym(),
                            "at", waiting.at()))));
    export.list(
        "reading",
        all -> marks.of(person.id(), arrangements.all()).forEach(mark -> all.accept(mark(mark))));
    files(person.id(), export);
  }

  private void files(PersonId person, Export export) {
    var own = attachments.of(person);
    export.list(
        "files",
        all ->
            own.forEach(file ->
                all.accept(
                    Map.of(
                        "file", fileName(file),
                        "name", file.getString("name"),
                        "type", file.getString("type"),
                        "day", Codec.instant(file, "at")))));
    for (var file : own) {
      attachments
          .content(file.getString("_id"))
          .ifPresent(content -> export.file(fileName(file), content));
    }
  }

  private static String fileName(Document file) {
    return "files/"
        + file.getString("_id")
        + "-"
        + file.getString("name").replaceAll("[/\\\\:\\p{Cntrl}]|^\\.+", "_");
  }

  /** Whose draft it is and where it belongs stand in its identity. */
  private Map<String, ?> draft(Document draft) {
    var parts = draft.getString("_id").split("/", 3);
    var thing = new LinkedHashMap<String, Object>();
    thing.put(
        "address",
        parts[2].equals("new")
            ? address(new RoomId(parts[1]))
            : address(new RoomId(parts[1]), new ThreadId(parts[2]), 0));
    thing.put("title", draft.getString("title"));
    thing.put("words", draft.getString("words"));
    thing.put("at", Codec.instant(draft, "at"));
    return thing;
  }

  private static Map<String, ?> mark(Document mark) {
    return Map.of(
        "room", mark.getString("room"),
        "readUpTo", mark.get("read", new Document()),
        "following", mark.get("following", new Document()));
  }

  private String address(RoomId room) {
    var alliance = arrangements.of(room).map(known -> known.alliance().value()).orElse("");
    return "/a/" + alliance + "/r/" + room;
  }

  private String address(RoomId room, ThreadId thread, int number) {
    return address(room) + "/t/" + thread + (number == 0 ? "" : "#" + number);
  }

  /** What somebody has said, reacted to and voted for, found in one reading of everything. */
  private final class Said {
    private final Person person;
    private Bearers.Own own;
    private final List<Map<String, ?>> reactions = new ArrayList<>();
    private final List<Map<String, ?>> votes = new ArrayList<>();

    Said(Person person) {
      this.person = person;
      this.own = discussions.writer().bearers().own(person.id());
    }

    void each(Consumer<Map<String, ?>> message) {
      for (var head : List.copyOf(discussions.stored().all())) {
        own = discussions.writer().bearers().own(person.id());
        for (var first = 1; first <= head.last(); first += AT_ONCE) {
          var numbers = IntStream.rangeClosed(first, Math.min(head.last(), first + AT_ONCE - 1));
          discussions.storedMessages().documents(head.id(), numbers).stream()
              .sorted((one, other) -> one.getInteger("number") - other.getInteger("number"))
              .forEach(document -> look(head, document, message));
        }
      }
    }

    private void look(ThreadHead head, Document document, Consumer<Map<String, ?>> message) {
      var address = address(head.room(), head.id(), document.getInteger("number"));
      if (isOwn(document.get("by", Document.class), head.id())) {
        message.accept(said(head, document, address));
      }
      document
          .get("reactions", new Document())
          .forEach((kind, people) -> {
            if (people instanceof List<?> list && list.contains(person.id().value())) {
              reactions.add(Map.of("message", address, "reaction", kind));
            }
          });
      var options = Codec.list(document.get("poll", new Document()), "options", Document.class);
      for (var i = 0; i < options.size(); i++) {
        if (Codec.people(options.get(i), "votes").contains(person.id())) {
          votes.add(Map.of("poll", address, "option", i + 1));
        }
      }
    }

    private boolean isOwn(@Nullable Document by, ThreadId thread) {
      return own.signed(by, thread);
    }

    private Map<String, ?> said(ThreadHead head, Document document, String address) {
      var thing = new LinkedHashMap<String, Object>();
      thing.put("address", address);
      title(head).ifPresent(title -> thing.put("thread", title));
      thing.put("at", Codec.instant(document, "at"));
      var pseudonym = document.get("by", new Document()).getString("pseudonym");
      if (pseudonym != null) {
        thing.put("pseudonym", pseudonym);
      }
      thing.put("state", document.getString("state"));
      if (document.getString("body") != null) {
        thing.put("words", document.getString("body"));
      }
      thing.put("files", Codec.files(document));
      var earlier = Codec.list(document, "history", Document.class);
      thing.put(
          "earlierWordings", earlier.stream().map(wording -> wording.getString("body")).toList());
      return thing;
    }

    /** A title is told to who may read it now or gave it; out of a sealed room to nobody. */
    private Optional<String> title(ThreadHead head) {
      return arrangements
          .of(head.room())
          .filter(room -> room.kind().wordsLeave())
          .filter(room -> rooms.seat(person, room.id()).isPresent() || isBegunBy(head))
          .map(_ -> head.title());
    }

    private boolean isBegunBy(ThreadHead head) {
      var by = discussions.stored().stored(head.id()).map(d -> d.get("by", Document.class));
      return by.filter(signature -> isOwn(signature, head.id())).isPresent();
    }
  }
}

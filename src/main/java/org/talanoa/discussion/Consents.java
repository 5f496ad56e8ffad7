package org.talanoa.discussion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seat;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Sealed;
import org.talanoa.storage.Storage;

/**
 * Whether what was said in a closed room may be quoted outside: its author is asked, and agrees or
 * refuses. What was said under a pseudonym is quoted under it. Nobody sees that somebody was asked,
 * or when they answered. Thread safe.
 */
@Service
public class Consents {
  static final String COLLECTION = "consents";

  /** The most that one person is asked at a time; nobody is flooded with questions. */
  static final int MOST = 100;

  private static final String ANSWER = "consent";
  private static final String ASKED = "consentAsked";

  private final Discussions discussions;
  private final Rooms rooms;
  private final People people;
  private final Storage storage;
  private final InstallationKey key;
  private final Sealed asked;

  public Consents(
      Discussions discussions, Rooms rooms, People people, Storage storage, InstallationKey key) {
    this.discussions = discussions;
    this.rooms = rooms;
    this.people = people;
    this.storage = storage;
    this.key = key;
    this.asked = new Sealed(storage, key, COLLECTION);
  }

  /**
   * Asks the author of a message; once for each who asks, whatever was answered. Where nobody is
   * behind a pseudonym any more it looks the same, so that nobody learns who that was.
   */
  public void ask(Seat seat, ThreadId thread, int number) {
    var stored = discussions.stored(seat, thread, number);
    var message = Codec.message(stored);
    if (seat.room().kind() != RoomKind.CLOSED || !(message.body() instanceof Body.Said)) {
      throw new Refusal.NotNow("quote.nothingToAsk");
    }
    var bearers = discussions.writer().bearers();
    var by = stored.get("by", Document.class);
    if (bearers.signed(by, thread, seat.person().id())) {
      throw new Refusal.NotLikeThis("quote.own");
    }
    var author = bearers.signer(by, thread, people.everybody());
    if (author.isEmpty() && !(message.by() instanceof Byline.Pseudonym)) {
      throw new Refusal.NotNow("quote.nobodyToAsk");
    }
    var asker = key.mac("consent asked", seat.person().id() + "/" + thread + "/" + number);
    var fresh = new ArrayList<String>();
    discussions
        .writer()
        .noteQuietly(
            seat,
            thread,
            number,
            document -> {
              var askers = Codec.list(document, ASKED, String.class);
              fresh.clear();
              if (!askers.contains(asker) && askers.size() < MOST) {
                askers.add(asker);
                document.append(ASKED, askers);
                if (!document.containsKey(ANSWER)) {
                  fresh.add(asker);
                }
              }
            });
    if (!fresh.isEmpty()) {
      var place = new Discussions.Place(seat.room().id(), thread, number);
      author.ifPresent(person -> change(person, all -> with(askable(person, all), place)));
    }
  }

  /** Those that can be answered still: nobody answers for what went, or for a room they left. */
  private List<Discussions.Place> askable(PersonId author, List<Discussions.Place> all) {
    var messages =
        people
            .author(author)
            .map(person -> discussions.messages(rooms.seats(person), all))
            .orElse(Map.of());
    return all.stream()
        .filter(place -> {
          var message = messages.get(place);
          return message != null
              && (message.body() instanceof Body.Said || message.body() instanceof Body.Hidden);
        })
        .toList();
  }

  private static List<Discussions.Place> with(
      List<Discussions.Place> all, Discussions.Place place) {
    var more = new ArrayList<>(all);
    if (!more.contains(place) && more.size() < MOST) {
      more.add(place);
    }
    return more;
  }

  /** What this person is asked about. */
  public List<Discussions.Place> asked(Person person) {
    return asked.find(person.id().value()).map(Consents::places).orElse(List.of());
  }

  /** The author agrees or refuses; they may change their mind for what is quoted from then on. */
  public void answer(Seat seat, ThreadId thread, int number, boolean agreed) {
    if (!discussions.isOwn(seat, thread, number)) {
      throw new Refusal.NotYours("message.notYours");
    }
    discussions
        .writer()
        .noteQuietly(seat, thread, number, document -> document.append(ANSWER, agreed));
    var place = new Discussions.Place(seat.room().id(), thread, number);
    change(seat.person().id(), all -> all.stream().filter(each -> !each.equals(place)).toList());
  }

  static boolean isGiven(Document message) {
    return message.getBoolean(ANSWER, false);
  }

  void forget(PersonId person) {
    var id = person.value();
    storage.together().change(COLLECTION + "/" + id, writing -> asked.delete(writing, id));
  }

  private void change(PersonId person, UnaryOperator<List<Discussions.Place>> change) {
    var id = person.value();
    var _ =
        storage
            .together()
            .change(
                COLLECTION + "/" + id,
                writing -> {
                  var before = asked.find(writing, id).map(Consents::places).orElse(List.of());
                  var after = change.apply(before).stream().map(Consents::document).toList();
                  return asked.put(writing, new Document("_id", id).append("asked", after));
                });
  }

  private static List<Discussions.Place> places(Document document) {
    return Codec.list(document, "asked", Document.class).stream()
        .map(place ->
            new Discussions.Place(
                new RoomId(place.getString("room")),
                new ThreadId(place.getString("thread")),
                place.getInteger("number")))
        .toList();
  }

  private static Document document(Discussions.Place place) {
    return new Document("room", place.room().value())
        .append("thread", place.thread().value())
        .append("number", place.number());
  }
}

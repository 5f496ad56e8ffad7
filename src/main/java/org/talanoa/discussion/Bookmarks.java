package org.talanoa.discussion;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;
import org.talanoa.room.Seat;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Sealed;
import org.talanoa.storage.Storage;

/** What people want to come back to: one sealed document for each person. Thread safe. */
@Service
public class Bookmarks {
  /** The most bookmarks one person may have. */
  public static final int MOST = 500;

  /** Nobody waits longer to be reminded. */
  private static final Duration FURTHEST = Duration.ofDays(3_660);

  private final Discussions discussions;
  private final Storage storage;
  private final Clock clock;
  private final Sealed bookmarks;

  public Bookmarks(Discussions discussions, Storage storage, InstallationKey key, Clock clock) {
    this.discussions = discussions;
    this.storage = storage;
    this.clock = clock;
    this.bookmarks = new Sealed(storage, key, "bookmarks");
  }

  /** All bookmarks of a person, the latest first. Whether they may still read is asked later. */
  public List<Bookmark> of(Person person) {
    return bookmarks.find(person.id().value()).map(Bookmarks::list).orElse(List.of());
  }

  /** Keeps a message in mind, perhaps with a time at which to be reminded. */
  public void keep(Seat seat, ThreadId thread, int number, Optional<Instant> remindAt) {
    var message = discussions.message(seat, thread, number);
    var now = clock.instant();
    if (remindAt.filter(at -> at.isBefore(now) || at.isAfter(now.plus(FURTHEST))).isPresent()) {
      throw new Refusal.NotLikeThis("bookmark.remindAt", FURTHEST.toDays() / 366);
    }
    var bookmark = new Bookmark(seat.room().id(), thread, message.number(), now, remindAt);
    change(seat, thread, number, Optional.of(bookmark));
  }

  public void drop(Seat seat, ThreadId thread, int number) {
    change(seat, thread, number, Optional.empty());
  }

  void forget(PersonId person) {
    storage
        .together()
        .change("bookmarks/" + person, writing -> bookmarks.delete(writing, person.value()));
  }

  private void change(Seat seat, ThreadId thread, int number, Optional<Bookmark> bookmark) {
    var id = seat.person().id().value();
    storage
        .together()
        .change(
            "bookmarks/" + id,
            writing -> {
              var before = bookmarks.find(writing, id).map(Bookmarks::list);
              var list = new ArrayList<>(before.orElse(List.of()));
              list.removeIf(old -> old.thread().equals(thread) && old.number() == number);
              bookmark.ifPresent(list::addFirst);
              if (list.size() > MOST) {
                throw new Refusal.NotNow("bookmark.tooMany", MOST);
              }
              var document =
                  new Document("_id", id)
                      .append("bookmarks", list.stream().map(Bookmarks::document).toList());
              return bookmarks.put(writing, document);
            });
  }

  private static List<Bookmark> list(Document document) {
    return Codec.list(document, "bookmarks", Document.class).stream()
        .map(bookmark ->
            new Bookmark(
                new RoomId(bookmark.getString("room")),
                new ThreadId(bookmark.getString("thread")),
                bookmark.getInteger("number"),
                Codec.instant(bookmark, "at"),
                Optional.ofNullable(bookmark.getDate("remindAt")).map(Date::toInstant)))
        .toList();
  }

  private static Document document(Bookmark bookmark) {
    var document =
        new Document("room", bookmark.room().value())
            .append("thread", bookmark.thread().value())
            .append("number", bookmark.number())
            .append("at", Date.from(bookmark.at()));
    bookmark.remindAt().ifPresent(at -> document.append("remindAt", Date.from(at)));
    return document;
  }
}

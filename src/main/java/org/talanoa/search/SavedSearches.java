package org.talanoa.search;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bson.Document;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.room.Seats;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Sealed;
import org.talanoa.storage.Storage;

/**
 * Questions that people keep, to hear of what new fits them: one sealed document for each person.
 * What is new is counted when it is asked for; nothing is sent. Thread safe.
 */
@Service
public class SavedSearches {
  /** The most searches one person may keep. */
  public static final int MOST = 20;

  /** A longer question cannot be kept. */
  public static final int LONGEST = 300;

  static final String COLLECTION = "searches";

  /** What was said is found this much later at most, unless the index is behind. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(2);

  /** Of all that somebody keeps, so long is looked for what is new. */
  private static final Duration LONG_ENOUGH = Duration.ofMillis(400);

  private final Search search;
  private final Storage storage;
  private final Clock clock;
  private final Sealed searches;

  public SavedSearches(Search search, Storage storage, InstallationKey key, Clock clock) {
    this.search = search;
    this.storage = storage;
    this.clock = clock;
    this.searches = new Sealed(storage, key, COLLECTION);
  }

  /**
   * A question that somebody keeps.
   *
   * @param seen when its answers were last looked at
   */
  public record Saved(String text, Instant seen) {}

  /**
   * A question that somebody keeps, and how many texts of others that fit it are newer than its
   * last look.
   */
  public record Fresh(Saved saved, int count) {}

  /** What this person keeps, the latest first. */
  public List<Saved> of(Person person) {
    return searches.find(person.id().value()).map(SavedSearches::list).orElse(List.of());
  }

  /**
   * What this person keeps, with what is new, within what they may read. Where counting all of it
   * would take too long, the rest of them is told to have nothing new for now.
   */
  public List<Fresh> fresh(Seats seats) {
    var until = System.nanoTime() + LONG_ENOUGH.toNanos();
    return of(seats.person()).stream()
        .map(saved ->
            new Fresh(
                saved,
                System.nanoTime() < until
                    ? search.newer(seats, Question.of(saved.text()), saved.seen())
                    : 0))
        .toList();
  }

  public void keep(Person person, String text) {
    var kept = text.strip();
    if (kept.isEmpty() || kept.length() > LONGEST) {
      throw new Refusal.NotLikeThis("search.length", LONGEST);
    }
    change(
        person.id(),
        list -> {
          if (list.stream().noneMatch(saved -> saved.text().equals(kept))) {
            list.addFirst(new Saved(kept, now()));
          }
          if (list.size() > MOST) {
            throw new Refusal.NotNow("search.tooMany", MOST);
          }
        });
  }

  public void drop(Person person, String text) {
    change(person.id(), list -> list.removeIf(saved -> saved.text().equals(text.strip())));
  }

  public boolean keeps(Person person, String text) {
    var kept = text.strip();
    return of(person).stream().anyMatch(saved -> saved.text().equals(kept));
  }

  /**
   * The answers to a question that is kept, which is looked at now. What may have been on its way
   * into the index just then is still told of; and everything is, where the answers were not all
   * there are.
   */
  public Found seen(Person person, String text, Supplier<Found> answers) {
    var until = now().minus(ON_ITS_WAY);
    var found = answers.get();
    if (found.indexing().isEmpty() && !found.cut() && keeps(person, text)) {
      var kept = text.strip();
      change(
          person.id(),
          list ->
              list.replaceAll(saved ->
                  saved.text().equals(kept) && until.isAfter(saved.seen())
                      ? new Saved(kept, until)
                      : saved));
    }
    return found;
  }

  void forget(PersonId person) {
    storage
        .together()
        .change(COLLECTION + "/" + person, writing -> searches.delete(writing, person.value()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void change(PersonId person, Consumer<List<Saved>> change) {
    var id = person.value();
    storage
        .together()
        .change(
            COLLECTION + "/" + id,
            writing -> {
              var list =
                  new ArrayList<>(
                      searches.find(writing, id).map(SavedSearches::list).orElse(List.of()));
              change.accept(list);
              return searches.put(
                  writing,
                  new Document("_id", id)
                      .append("searches", list.stream().map(SavedSearches::document).toList()));
            });
  }

  private static List<Saved> list(Document document) {
    return Optional.ofNullable(document.getList("searches", Document.class)).stream()
        .flatMap(List::stream)
        .map(saved -> new Saved(saved.getString("text"), saved.getDate("seen").toInstant()))
        .toList();
  }

  private static Document document(Saved saved) {
    return new Document("text", saved.text()).append("seen", Date.from(saved.seen()));
  }
}

package org.talanoa.people;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.storage.Storage;
import org.talanoa.storage.Unavailable;

/**
 * Forgets people for good. What is under way is written down first, so that it is taken up again
 * after a crash; every step may be done twice. A person is out at once; the rest is done on a
 * thread of its own, one person after the other, and at the end the database's file is written anew
 * so that nothing is left in it of what was taken out. Thread safe.
 */
@Service
public class Erasure {
  static final String COLLECTION = "erasures";

  private static final Logger LOG = LoggerFactory.getLogger(Erasure.class);

  private final People people;
  private final SignIns signIns;
  private final List<Keeper> keepers;
  private final Storage storage;
  private final MongoCollection<Document> erasures;
  private final ExecutorService work =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("talanoa-erasure").daemon().factory());

  /** The account comes last: until then it is known whom the others are to forget. */
  public Erasure(People people, SignIns signIns, List<Keeper> keepers, Storage storage) {
    this.people = people;
    this.signIns = signIns;
    this.keepers =
        keepers.stream()
            .sorted(Comparator.comparing(keeper -> keeper instanceof AccountKeeper))
            .toList();
    this.storage = storage;
    this.erasures = storage.database().getCollection(COLLECTION);
  }

  /**
   * A person wants to be forgotten.
   *
   * @param veiledWords whether also what they said under pseudonyms is to be removed
   */
  public void begin(Person person, String password, boolean veiledWords) {
    signIns.mustKnowPassword(person, password);
    begin(person.id(), veiledWords);
  }

  /** An organiser of the installation does it for somebody who asks. */
  public void begin(Person organiser, PersonId person, boolean veiledWords) {
    if (!organiser.organiserOfInstallation()) {
      throw new Refusal.NotYours("erasure.notYours");
    }
    begin(person, veiledWords);
  }

  private void begin(PersonId person, boolean veiledWords) {
    if (people.stored().account(person).isEmpty()) {
      throw new Refusal.NotHere("person.unknown");
    }
    keepers.forEach(keeper -> keeper.mayForget(person));
    want(person, veiledWords);
    signIns.shutOut(person);
    LOG.info("person {} is being forgotten", person);
    work.execute(this::finishQuietly);
  }

  @EventListener(ApplicationReadyEvent.class)
  void takeUpAgain() {
    work.execute(this::finishQuietly);
  }

  private void finishQuietly() {
    try {
      finish();
    } catch (Unavailable | MongoException away) {
      LOG.warn("what is to be forgotten waits for the next start: {}", away.getClass().getName());
    } catch (RuntimeException broken) {
      LOG.error("somebody could not be forgotten; it is tried again at the next start", broken);
    }
  }

  /** What was wanted before is wanted still, and what stands for the person stays the same. */
  private void want(PersonId person, boolean veiledWords) {
    var id = person.value();
    storage
        .together()
        .change(
            key(id),
            writing -> {
              var before = writing.find(erasures, id);
              var wanted =
                  before == null
                      ? new Document("_id", id)
                          .append("veiledWords", veiledWords)
                          .append("secret", Secrets.token())
                      : before.append("veiledWords", veiledWords || wantsVeiledWords(before));
              writing.put(erasures, wanted);
              return wanted;
            });
  }

  /**
   * Forgets all who are to be forgotten; returns when nothing is left of them. Whoever cannot be
   * forgotten now holds up nobody behind them.
   */
  public synchronized void finish() {
    var done = new ArrayList<String>();
    RuntimeException failure = null;
    for (var erasure : erasures.find().into(new ArrayList<>())) {
      try {
        forget(erasure);
        done.add(erasure.getString("_id"));
      } catch (RuntimeException broken) {
        if (failure == null) {
          failure = broken;
        } else {
          failure.addSuppressed(broken);
        }
      }
    }
    if (!done.isEmpty()) {
      compact(done);
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Does nothing where it is done but for what the file still holds. */
  private void forget(Document erasure) {
    var wanted = erasure;
    while (wanted.containsKey("secret")) {
      var person = new PersonId(wanted.getString("_id"));
      signIns.shutOut(person);
      var forgetting = new Forgetting(person, wantsVeiledWords(wanted), wanted.getString("secret"));
      keepers.forEach(keeper -> keeper.forget(forgetting));
      wanted = done(forgetting);
    }
  }

  /** Answers what is left to do: more, where more was wanted meanwhile. */
  private Document done(Forgetting forgetting) {
    var id = forgetting.person().value();
    return storage
        .together()
        .change(
            key(id),
            writing -> {
              var wanted = writing.find(erasures, id);
              if (wanted != null && wantsVeiledWords(wanted) != forgetting.veiledWords()) {
                return wanted;
              }
              var done = new Document("_id", id);
              writing.put(erasures, done);
              return done;
            });
  }

  private void compact(List<String> done) {
    keepers.forEach(Keeper::settle);
    storage.compact();
    for (var id : done) {
      storage.together().change(key(id), writing -> writing.delete(erasures, id));
      LOG.info("person {} is forgotten", id);
    }
  }

  private static boolean wantsVeiledWords(Document erasure) {
    return erasure.getBoolean("veiledWords", false);
  }

  private static String key(String id) {
    return "erasure/" + id;
  }

  @PreDestroy
  void close() {
    work.shutdown();
  }
}

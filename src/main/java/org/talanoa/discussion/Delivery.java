package org.talanoa.discussion;

import com.mongodb.MongoException;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.talanoa.Refusal;
import org.talanoa.people.People;
import org.talanoa.people.PersonId;
import org.talanoa.storage.Unavailable;

/**
 * Says what was written to be said later, once, as the person who wrote it, if they still may. A
 * second node may do the same at the same time; the key of the draft makes it one message.
 */
@Component
@Profile("!import")
class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final long EVERY_MILLIS = 1_000;

  private final Later later;
  private final People people;
  private final Posting posting;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("talanoa-delivery").daemon().factory());

  Delivery(Later later, People people, Posting posting) {
    this.later = later;
    this.people = people;
    this.posting = posting;
    var _ =
        clockwork.scheduleWithFixedDelay(
            this::deliver, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void deliver() {
    try {
      for (var person : later.due()) {
        for (var letter : later.due(person)) {
          deliver(person, letter);
        }
      }
    } catch (Unavailable | MongoException away) {
      LOG.warn("what is due could not be said yet: {}", away.getClass().getName());
    } catch (RuntimeException broken) {
      LOG.error("what is due could not be said", broken);
    }
  }

  private void deliver(PersonId id, Later.Letter letter) {
    var key = letter.draft().key();
    try {
      var person = people.onBehalfOf(id).orElseThrow(() -> new Refusal.NotHere("person.unknown"));
      posting.post(person, letter.room(), letter.thread(), letter.draft());
      later.drop(id, key);
    } catch (Refusal.TooMuch _) {
      // It is said at a later look.
    } catch (Refusal refused) {
      later.refuse(id, key, refused.key());
    }
  }

  @PreDestroy
  void close() {
    clockwork.shutdownNow();
  }
}

package org.talanoa.discussion;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.talanoa.Refusal;
import org.talanoa.people.People;
import org.talanoa.people.PersonId;
import org.talanoa.storage.Clockwork;

/**
 * Says what was written to be said later, once, as the person who wrote it, if they still may. A
 * second node may do the same at the same time; the key of the draft makes it one message.
 */
@Component
@Profile("!import")
class Delivery {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Later later;
  private final People people;
  private final Posting posting;
  private final Clockwork clockwork =
      new Clockwork("talanoa-delivery", "what is due could not be said yet");

  Delivery(Later later, People people, Posting posting) {
    this.later = later;
    this.people = people;
    this.posting = posting;
    clockwork.every(PAUSE, this::deliver);
  }

  private void deliver() {
    for (var person : later.due()) {
      for (var letter : later.due(person)) {
        deliver(person, letter);
      }
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
    clockwork.close();
  }
}

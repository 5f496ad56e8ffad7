package org.talanoa.discussion;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Fault;
import org.talanoa.testing.World;
import org.talanoa.text.Title;

/**
 * A change was cut in two by a crash of the process or of a database that knows no transactions:
 * the message is there, and the head of its thread does not know of it.
 */
class CutInTwoTest {
  private final World world = new World();
  private final Person amina = world.peer("amina");
  private final RoomId room = world.room(RoomKind.CLOSED, amina).id();

  @AfterEach
  void close() {
    world.close();
  }

  @Fault({1, 8})
  @Test
  void theNextMessageTakesTheNextNumber() {
    var thread = world.thread(amina, room, "A thread");
    var before = head(thread);
    world.discussions.post(world.voice(amina, room), thread, World.draft("Cut off?"));
    put(before);
    var restarted = restarted();

    var next = restarted.post(world.voice(amina, room), thread, World.draft("Whole."));

    assertThat(next.number()).isEqualTo(3);
    var page = restarted.page(world.voice(amina, room), thread, 1, 10);
    assertThat(page.messages()).extracting(Message::number).containsExactly(1, 2, 3);
    assertThat(page.messages()).extracting(Message::revision).containsExactly(1L, 2L, 3L);
    assertThat(page.head().last()).isEqualTo(3);
  }

  @Fault({8, 14})
  @Test
  void theSameDraftAgainIsTheSameMessageAndSeenByAll() {
    var thread = world.thread(amina, room, "A thread");
    var before = head(thread);
    var draft = World.draft("Cut off?");
    world.discussions.post(world.voice(amina, room), thread, draft);
    put(before.append("revision", 7L));
    var restarted = restarted();

    var again = restarted.post(world.voice(amina, room), thread, draft);

    assertThat(again.number()).isEqualTo(2);
    assertThat(again.revision()).isEqualTo(8);
    assertThat(restarted().page(world.voice(amina, room), thread, 1, 10).messages())
        .extracting(Message::number)
        .containsExactly(1, 2);
  }

  /** The head alone says which names in the thread are one's own. */
  @Fault({8, 14})
  @Test
  void aPseudonymIsKnownToItsBearerAlsoWhereTheHeadDidNotHearOfIt() {
    var thread = world.thread(amina, room, "A thread");
    var before = head(thread);
    var draft = World.draft("Cut off?").veiled();
    var message = world.discussions.post(world.voice(amina, room), thread, draft);
    put(before);
    var restarted = restarted();

    restarted.post(world.voice(amina, room), thread, draft);

    var seat = world.voice(amina, room);
    assertThat(restarted.ownPseudonyms(seat, restarted.head(seat, thread)))
        .extracting(Byline.Pseudonym::new)
        .containsExactly((Byline.Pseudonym) message.by());
  }

  @Fault({8, 14})
  @Test
  void aThreadWithoutAHeadIsStartedByTheSameDraft() {
    var draft = World.draft("Does it begin?");
    var title = new Title("A thread");
    var thread = world.discussions.start(world.voice(amina, room), title, draft).head().id();
    world.storage.database().getCollection("threads").deleteOne(Filters.eq(thread.value()));
    var restarted = restarted();

    var page = restarted.start(world.voice(amina, room), title, draft);

    assertThat(page.head().id()).isEqualTo(thread);
    assertThat(page.head().last()).isEqualTo(1);
    assertThat(page.head().question()).isTrue();
    assertThat(restarted.head(world.voice(amina, room), thread)).isEqualTo(page.head());
  }

  private Discussions restarted() {
    return new Discussions(world.storage, world.feed, world.key, world.clock, world.attachments);
  }

  private Document head(ThreadId thread) {
    var threads = world.storage.database().getCollection("threads");
    return Objects.requireNonNull(threads.find(Filters.eq(thread.value())).first());
  }

  private void put(Document head) {
    world.storage.database().getCollection("threads").replaceOne(Filters.eq(head.get("_id")), head);
  }
}

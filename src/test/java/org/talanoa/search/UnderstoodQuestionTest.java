package org.talanoa.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.talanoa.discussion.Archive;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.Person;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.World;

/** What a question is understood to ask, depending on who asks it. */
class UnderstoodQuestionTest {
  private final World world = new World();
  private final MessageIndex index =
      new MessageIndex(null, Talk.sources(world, new Archive(world.discussions)), world.feed);
  private final Search search = Talk.search(world, index);
  private final Person amina = world.peer("amina");
  private Room room;
  private ThreadId thread;

  @BeforeEach
  void aRoom() {
    room = world.room(RoomKind.CLOSED, amina);
    thread = world.thread(amina, room.id(), "Payroll");
  }

  @AfterEach
  void close() {
    search.destroy();
    world.close();
  }

  private int say(String words) {
    return world
        .discussions
        .post(world.voice(amina, room.id()), thread, World.draft(words))
        .number();
  }

  private Found find(String question) {
    index.settle();
    return search.find(
        world.rooms.seats(amina),
        new Inquiry(
            Question.of(question), Optional.empty(), By.WORDS, Order.RELEVANCE, 0, 20, true));
  }

  @Test
  void whatIsNoKindOfKnowledgeIsAWord() {
    var said = say("They put about:nonsense before everything");

    var found = find("about:nonsense");

    assertThat(found.hits()).extracting(Talk::number).containsExactly(said);
    assertThat(found.question().about()).isEmpty();
    assertThat(found.question().words()).containsExactly("about:nonsense");
    assertThat(found.question().mistaken()).containsExactly("about:nonsense");
    assertThat(find("about:Team").question().mistaken()).isEmpty();
  }
}

package org.talanoa.discussion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.people.Forgetting;
import org.talanoa.people.Person;
import org.talanoa.room.Chair;
import org.talanoa.room.Manner;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Voice;
import org.talanoa.testing.World;

/** What becomes of what somebody said under a pseudonym, when they are forgotten. */
class VeiledAndForgottenTest {
  private final World world = new World();
  private final Person amina = world.peer("amina");
  private final Chair chair =
      world.rooms.chair(
          world.organiser.person(), world.room(RoomKind.CLOSED, amina, world.peer("tashi")).id());
  private final Authors authors = new Authors(world.discussions, world.approvals, world.people);
  private final ThreadId thread =
      world.thread(world.organiser.person(), chair.room().id(), "Hard things");

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void theWordsStayUnderTheirNameAndNobodyIsBehindThem() {
    var veiled = world.discussions.post(voice(), thread, World.draft("veiled").veiled());
    assertThat(authors.behind(chair, thread, veiled.number())).contains(amina.id());
    var mark = stored();

    forget(false);

    var stays = world.discussions.message(chair, thread, veiled.number());
    assertThat(stays.body()).isEqualTo(veiled.body());
    assertThat(stays.by()).isEqualTo(veiled.by());
    assertThat(authors.behind(chair, thread, veiled.number())).isEmpty();
    assertThat(stored()).isNotEqualTo(mark).doesNotContain(marks(mark));
  }

  /** Even an account that were given the same id is another one. */
  @Test
  void noLaterAccountIsTakenForWhoIsGone() {
    var veiled = world.discussions.post(voice(), thread, World.draft("veiled").veiled());

    forget(false);

    var head = world.discussions.head(chair, thread);
    assertThat(authors.isOwn(voice(), thread, veiled.number())).isFalse();
    var later = world.discussions.post(voice(), thread, World.draft("later").veiled());
    assertThat(later.by()).isInstanceOf(Byline.Pseudonym.class).isNotEqualTo(veiled.by());
    assertThat(world.discussions.head(chair, thread).spoke()).isEqualTo(head.spoke());
    assertThat(authors.behind(chair, thread, later.number())).contains(amina.id());
    assertThat(authors.behind(chair, thread, veiled.number())).isEmpty();
  }

  @Test
  void theWordsGoWhereThatIsWanted() {
    var veiled = world.discussions.post(voice(), thread, World.draft("veiled").veiled());
    var named = world.discussions.post(voice(), thread, World.draft("named"));

    forget(true);

    assertThat(world.discussions.message(chair, thread, veiled.number()).body())
        .isInstanceOf(Body.Deleted.class);
    assertThat(world.discussions.message(chair, thread, named.number()).body())
        .isInstanceOf(
            chair.room().manner().formerWords() == Manner.FormerWords.REMOVE
                ? Body.Deleted.class
                : Body.Said.class);
    assertThat(stored()).doesNotContain("veiled");
  }

  private Voice voice() {
    return world.voice(amina, chair.room().id());
  }

  private void forget(boolean veiledWords) {
    var forgetting = new Forgetting(amina.id(), veiledWords, "a secret of this erasure");
    var words = chair.room().manner().formerWords();
    new Oblivion(world.discussions, world.attachments, forgetting, words)
        .in(world.discussions.head(chair, thread));
  }

  /** Everything that is stored of this thread. */
  private String stored() {
    var head = world.discussions.stored().stored(thread).orElseThrow().toJson();
    var messages = new StringBuilder(head);
    world
        .storage
        .database()
        .getCollection("messages")
        .find()
        .forEach(message -> messages.append(message.toJson()));
    return messages.toString();
  }

  private static String[] marks(String stored) {
    return Pattern.compile("\"mark\": \"([^\"]+)\"")
        .matcher(stored)
        .results()
        .map(found -> found.group(1))
        .toArray(String[]::new);
  }
}

package org.talanoa.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talanoa.alliance.Role;
import org.talanoa.people.Person;
import org.talanoa.room.Arrangements;
import org.talanoa.room.Chair;
import org.talanoa.room.Manner;
import org.talanoa.room.Retention;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.World;

/** What a room promises about its words holds for the cases too that repeat them. */
class CaseExpiryTest {
  @TempDir private Path data;
  private Keeping keeping;
  private World world;
  private CaseExpiry expiry;
  private Person amina;
  private Person tashi;
  private Person khady;
  private Room room;

  @BeforeEach
  void begin() {
    keeping = new Keeping(data);
    world = keeping.world;
    expiry =
        new CaseExpiry(keeping.cases, new Arrangements(world.rooms), world.alliances, world.clock);
    amina = world.peer("amina");
    tashi = world.peer("tashi");
    khady = world.member("khady", Role.MODERATOR);
    room = keeping.room(RoomKind.CLOSED, khady, world.member("pema", Role.MODERATOR), amina, tashi);
  }

  @AfterEach
  void close() {
    expiry.close();
    keeping.close();
  }

  private Chair chair() {
    return keeping.chair(khady, room.id());
  }

  private void keptFor(Retention retention) {
    var manner = room.manner();
    world.rooms.arrange(
        chair(),
        new Manner(
            manner.rankHidden(),
            manner.slow(),
            manner.approveFirst(),
            manner.namingForbidden(),
            retention,
            manner.formerWords()));
  }

  private CaseId handled(String words) {
    var id = keeping.reported(tashi, keeping.say(amina, room.id(), words, false));
    keeping.cases.note(chair(), id, "It says: " + words);
    keeping.decisions.decide(chair(), id, new Measure.Redact(words), "It names somebody.");
    keeping.appeals.appeal(amina, keeping.notices.of(amina).getFirst().id(), "But " + words);
    return id;
  }

  private String opened(CaseId id) {
    return keeping.cases.stored().find(id).orElseThrow().toString();
  }

  @Test
  void whatACaseRepeatsGoesWithTheMessageAndWhatWasDecidedStands() {
    var old = handled("Sione took it.");
    world.clock.turn(Duration.ofDays(20));
    var recent = handled("Malia took it.");
    keptFor(new Retention.DeleteAfter(30));
    expiry.sweep();
    assertThat(opened(old)).contains("Sione");

    world.clock.turn(Duration.ofDays(11));
    expiry.sweep();
    expiry.sweep();

    assertThat(opened(old)).doesNotContain("Sione", "Not how we talk");
    assertThat(opened(recent)).contains("Malia", "Not how we talk");
    var there = keeping.cases.of(chair(), old);
    assertThat(there.notes()).isEmpty();
    assertThat(there.decisions().getFirst().reason()).isEqualTo("It names somebody.");
    assertThat(there.reportCount()).isEqualTo(1);
    assertThat(keeping.isSound()).isTrue();
  }

  @Test
  void whereEverythingIsKeptCasesKeepTheirWords() {
    var id = handled("Sione took it.");
    world.clock.turn(Duration.ofDays(4_000));

    expiry.sweep();

    assertThat(opened(id)).contains("Sione", "Not how we talk");
  }
}

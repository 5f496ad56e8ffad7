package org.talanoa.door.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talanoa.discussion.Authors;
import org.talanoa.discussion.Drafts;
import org.talanoa.discussion.Marks;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.Relocation;
import org.talanoa.moderation.AuditTrail;
import org.talanoa.moderation.Cases;
import org.talanoa.moderation.Decisions;
import org.talanoa.moderation.Grounds;
import org.talanoa.moderation.Measure;
import org.talanoa.moderation.Notices;
import org.talanoa.moderation.Unmaskings;
import org.talanoa.moderation.Verification;
import org.talanoa.moderation.Verification.Finding;
import org.talanoa.moderation.Verification.Wrong;
import org.talanoa.people.AccessTokens;
import org.talanoa.people.Allowance;
import org.talanoa.people.SignIns;
import org.talanoa.room.Chair;
import org.talanoa.room.Restraint;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;
import org.talanoa.testing.World;
import org.talanoa.text.Title;

/** What the operator is told of the audit trail. */
class VerifyAuditTest {
  private static final String KEY = "installation.key";

  @TempDir private Path data;

  private record Said(int code, String words) {}

  private static Said said(Verification verified) {
    var out = new ByteArrayOutputStream();
    var code = VerifyAudit.say(verified, new PrintStream(out, true, StandardCharsets.UTF_8));
    return new Said(code, out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aSoundTrailIsSaidToBeSound() {
    var said = said(new Verification(3, 3, "abc", List.of(), List.of(2L)));

    assertThat(said.code()).isEqualTo(VerifyAudit.SOUND);
    assertThat(said.words())
        .contains("3 of 3 entries are sound", "abc", "Entry 2: the words of its reason were taken");
  }

  @Test
  void everythingThatIsWrongIsSaid() {
    for (var wrong : Arrays.asList(Wrong.values())) {
      var said = said(new Verification(2, 3, "abc", List.of(new Finding(wrong, 3)), List.of()));

      assertThat(said.code()).isEqualTo(VerifyAudit.NOT_SOUND);
      assertThat(said.words()).contains("Entry 3: ", "NOT what was written");
    }
  }

  @Test
  void anInstallationInWhichNothingWasDoneIsSound() {
    assertThat(VerifyAudit.run("--talanoa.data=" + data)).isEqualTo(VerifyAudit.SOUND);
  }

  @Test
  void aSoundTrailIsNotSetAside() {
    assertThat(VerifyAudit.run("--talanoa.data=" + data, "--talanoa.begin-anew=true"))
        .isEqualTo(VerifyAudit.NOT_READ);
  }

  @Test
  void whereThereIsNoInstallationNothingIsMade() {
    var nowhere = data.resolve("nowhere");

    assertThat(VerifyAudit.run("--talanoa.data=" + nowhere)).isEqualTo(VerifyAudit.NOT_READ);
    assertThat(nowhere).doesNotExist();
  }

  /** Everything that needs the key, over what lies in the data directory. */
  private final class Office implements AutoCloseable {
    final World world =
        new World(Storage.embedded(data, false, 0), InstallationKey.in(data.resolve(KEY)));
    final Notices notices = new Notices(world.storage, world.key);
    final Authors authors = new Authors(world.discussions, world.approvals, world.people);
    final Cases cases =
        new Cases(world.storage, world.key, world.discussions, authors, world.rooms, world.clock);
    final AccessTokens tokens =
        new AccessTokens(world.people, world.storage, world.key, world.feed, world.clock);
    final SignIns signIns =
        new SignIns(
            world.people,
            new Allowance(world.clock),
            world.storage,
            world.key,
            world.feed,
            world.clock);
    final Drafts drafts = new Drafts(world.discussions, world.storage, world.key, world.clock);
    final Marks marks = new Marks(world.discussions, world.storage, world.key, world.feed);
    private final AuditTrail trail = new AuditTrail(world.storage, world.key, world.clock, data);
    private final Decisions decisions =
        new Decisions(
            cases,
            world.discussions,
            new Relocation(world.discussions, world.rooms),
            world.rooms,
            trail,
            notices,
            new Unmaskings(cases, world.rooms, world.alliances, trail, notices));

    Chair chair(RoomId room) {
      return world.rooms.chair(world.organiser.person(), room);
    }

    void suspends(Message said) {
      var chair = chair(said.room());
      var tashi = world.rooms.enter(world.person("tashi"), said.room());
      cases.report(tashi, said.thread(), said.number(), Grounds.DISRESPECT, "", false);
      var about = cases.waiting(chair).getFirst().id();
      decisions.decide(chair, about, new Measure.SuspendPosting(Duration.ofDays(30)), "It hurts.");
    }

    @Override
    public void close() {
      world.close();
    }
  }

  @Test
  void whereTheKeyIsLostWhatWasSealedIsGoneAndTheTrailIsBegunAnew() throws IOException {
    Message said;
    String token;
    String signIn;
    try (var office = new Office()) {
      var world = office.world;
      var amina = world.peer("amina");
      var room = world.room(RoomKind.CLOSED, amina, world.peer("tashi"));
      var started =
          world.discussions.start(
              world.voice(amina, room.id()),
              new Title("A wound"),
              World.draft("It was you.").veiled());
      said = started.messages().getFirst();
      token = office.tokens.make(amina, "a program");
      signIn = office.signIns.begin(amina.id(), "a browser");
      var there = Optional.of(said.thread());
      office.drafts.keep(
          world.voice(amina, room.id()), there, "", "Half of it", Optional.empty(), true);
      var tashi = world.person("tashi");
      var reader = world.rooms.enter(tashi, room.id());
      office.marks.unreadFrom(reader, said.thread(), 1);
      assertThat(office.marks.unread(reader)).isEqualTo(1);
      world.rooms.restrain(
          office.chair(room.id()),
          tashi.id(),
          new Restraint(Restraint.Kind.APPROVE_FIRST, Restraint.FOR_GOOD));
      world.posting.post(tashi, room.id(), said.thread(), World.draft("May I?"));
      assertThat(world.approvals.waiting(office.chair(room.id()))).hasSize(1);
      office.suspends(said);
      assertThatThrownBy(() -> world.voice(amina, room.id())).hasMessage("room.suspended");
    }
    assertThat(VerifyAudit.run("--talanoa.data=" + data)).isEqualTo(VerifyAudit.SOUND);

    Files.writeString(data.resolve(KEY), "cd".repeat(32));

    assertThat(VerifyAudit.run("--talanoa.data=" + data)).isEqualTo(VerifyAudit.NOT_SOUND);
    try (var office = new Office()) {
      var world = office.world;
      var amina = world.person("amina");
      var seat = world.rooms.enter(amina, said.room());
      var voice = world.voice(amina, said.room());
      assertThat(world.discussions.message(seat, said.thread(), 1).by()).isEqualTo(said.by());
      assertThat(office.authors.isOwn(seat, said.thread(), 1)).isFalse();
      assertThat(world.approvals.waiting(office.chair(said.room()))).isEmpty();
      assertThat(office.tokens.who(token)).isEmpty();
      assertThat(office.signIns.who(signIn)).isEmpty();
      assertThat(office.drafts.of(voice, Optional.of(said.thread()))).isEmpty();
      var tashi = world.rooms.enter(world.person("tashi"), said.room());
      assertThat(office.marks.unread(tashi)).isZero();
      assertThat(office.notices.of(amina)).isEmpty();
      assertThatThrownBy(() -> office.suspends(said)).hasMessage("trail.broken");
    }

    assertThat(VerifyAudit.run("--talanoa.data=" + data, "--talanoa.begin-anew=true"))
        .isEqualTo(VerifyAudit.SOUND);

    try (var files = Files.list(data)) {
      assertThat(files.filter(file -> file.toString().matches(".*audit-[^/]*\\.jsonl")))
          .singleElement()
          .satisfies(file -> assertThat(Files.readString(file)).contains("It hurts."));
    }
    try (var office = new Office()) {
      office.suspends(said);
    }
    assertThat(VerifyAudit.run("--talanoa.data=" + data)).isEqualTo(VerifyAudit.SOUND);
  }
}

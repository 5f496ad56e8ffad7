package org.talanoa.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.Refusal;
import org.talanoa.alliance.Role;
import org.talanoa.feed.LocalFeed;
import org.talanoa.people.Person;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;
import org.talanoa.testing.Seated;
import org.talanoa.testing.World;

/** Rooms: how they work, what is promised in them, and who is restrained. */
class RoomsTest {
  private static final Restraint SILENT =
      new Restraint(Restraint.Kind.NO_POSTING, Restraint.FOR_GOOD);
  private static final Restraint OUT = new Restraint(Restraint.Kind.NO_ENTRY, Restraint.FOR_GOOD);
  private static final Restraint LOOKED_AT =
      new Restraint(Restraint.Kind.APPROVE_FIRST, Restraint.FOR_GOOD);

  private final Storage storage = Storage.inMemory();
  private final InstallationKey key = InstallationKey.random();
  private final World world = new World(storage, key);
  private final Rooms rooms = world.rooms;
  private final Person olga = world.organiser.person();
  private final Person amina = world.peer("amina");
  private final Person tashi = world.peer("tashi");
  private final RoomId room = world.room(RoomKind.CLOSED, amina, tashi).id();

  @AfterEach
  void close() {
    world.close();
  }

  /** As another process would read it. */
  private Rooms readAgain() {
    return new Rooms(world.alliances, storage, new LocalFeed(), key, world.clock);
  }

  private Chair chair() {
    return rooms.chair(olga, room);
  }

  private Room now() {
    return rooms.enter(olga, room).room();
  }

  private Instant in(Duration time) {
    return world.clock.instant().plus(time);
  }

  private static void assertRefused(String why, ThrowingCallable act) {
    assertThatThrownBy(act).isInstanceOf(Refusal.class).hasMessage(why);
  }

  @Test
  void aRoomWorksAsItIsArranged() {
    var manner =
        new Manner(
            true,
            Duration.ofMinutes(5),
            true,
            true,
            new Retention.DeleteAfter(90),
            Manner.FormerWords.REMOVE);

    rooms.arrange(chair(), manner);

    assertThat(now().manner()).isEqualTo(manner);
    assertThat(readAgain().enter(olga, room).room()).isEqualTo(now());
  }

  @Test
  void aRoomOfWhichLittleIsWrittenWorksAsIsUsualForItsKind() {
    var stored = storage.database().getCollection("rooms");
    stored.insertOne(
        new Document("_id", "oldoldold")
            .append("alliance", world.organiser.alliance().id().value())
            .append("kind", "OPEN")
            .append("name", "An old room")
            .append("purpose", "")
            .append("seating", 3));

    var old = readAgain().enter(olga, new RoomId("oldoldold")).room();

    assertThat(old.manner()).isEqualTo(Manner.of(RoomKind.OPEN));
    assertThat(old.norms()).isEqualTo(Norms.USUAL);
    assertThat(old.continuedIn()).isEmpty();
  }

  @Test
  void namingIsForbiddenWhereWhoSaidItMustNotBeTold() {
    assertThat(RoomKind.values())
        .filteredOn(kind -> Manner.of(kind).namingForbidden())
        .containsExactly(RoomKind.CHATHAM_HOUSE, RoomKind.SEALED);
  }

  @Test
  void slowerThanAnHourIsNoTalk() {
    assertRefused(
        "room.slowness",
        () ->
            new Manner(
                false,
                Duration.ofHours(2),
                false,
                false,
                new Retention.Keep(),
                Manner.FormerWords.KEEP));
    assertRefused("room.retention", () -> new Retention.DeleteAfter(0));
  }

  @Test
  void whoIsAdmittedReadsTheNormsBeforeAnythingElse() {
    var mosi = world.peer("mosi");
    rooms.admit(chair(), mosi.id(), false);

    assertRefused("room.normsFirst", () -> rooms.enter(mosi, room));
    assertThat(rooms.seats(mosi).in(room)).isEmpty();
    var membership = world.alliances.membership(mosi, world.organiser.alliance().id());
    assertThat(rooms.invited(membership.orElseThrow()))
        .extracting(threshold -> threshold.room().id())
        .containsExactly(room);

    rooms.accept(mosi, room, rooms.norms(mosi, room).room().norms().version());

    assertThat(rooms.speak(mosi, room).person()).isEqualTo(mosi);
    assertThat(rooms.invited(membership.orElseThrow())).isEmpty();
    assertThat(readAgain().seat(mosi, room)).isPresent();
  }

  @Test
  void whoDoesNotAcceptTheNormsMayGoAgain() {
    var mosi = world.peer("mosi");
    rooms.admit(chair(), mosi.id(), false);

    rooms.leave(mosi, room);

    assertRefused("room.unknown", () -> rooms.enter(mosi, room));
    assertRefused("room.unknown", () -> rooms.norms(mosi, room));
  }

  @Test
  void whoComesBackReadsTheNormsAgain() {
    rooms.remove(chair(), amina.id());
    rooms.admit(chair(), amina.id(), false);

    assertRefused("room.normsFirst", () -> rooms.enter(amina, room));
  }

  @Test
  void whoIsMadeAKeeperHasAcceptedWhatTheyAccepted() {
    rooms.admit(chair(), amina.id(), true);

    assertThat(rooms.chair(amina, room).person()).isEqualTo(amina);
  }

  @Test
  void whoMayOnlyInviteTakesTheKeepingOfOrderFromNobody() {
    var open = rooms.open(world.organiser, RoomKind.OPEN, "Open", "");
    var id = open.room().id();
    Seated.in(rooms, open, amina);
    Seated.in(rooms, open, tashi, true);

    rooms.admit(rooms.enter(amina, id), tashi.id(), false);
    rooms.admit(rooms.enter(amina, id), olga.id(), false);

    assertThat(rooms.keepers(open)).containsExactlyInAnyOrder(olga.id(), tashi.id());
  }

  @Test
  void aKeeperTakesTheKeepingOfOrderFromOthersButNotFromTheLast() {
    Seated.in(rooms, chair(), amina, true);

    rooms.admit(rooms.chair(amina, room), olga.id(), false);

    var chair = rooms.chair(amina, room);
    assertThat(rooms.keepers(chair)).containsExactly(amina.id());
    assertThat(rooms.people(chair)).contains(olga.id());
    assertRefused("room.lastKeeper", () -> rooms.admit(chair, amina.id(), false));
    assertThat(rooms.keepers(chair)).containsExactly(amina.id());
  }

  @Test
  void theNormsOfAnOpenRoomAreThereForAllAndAskNobody() {
    var open = rooms.open(world.organiser, RoomKind.OPEN, "Open", "");
    rooms.setNorms(open, "Be kind.");

    rooms.join(rooms.enter(amina, open.room().id()));

    assertThat(rooms.norms(tashi, open.room().id()).crossed()).isTrue();
  }

  @Test
  void whenTheNormsChangeReadingGoesOnAndSpeakingWaits() {
    rooms.setNorms(chair(), "Listen first.");

    assertThat(rooms.seat(amina, room)).isPresent();
    assertThat(rooms.norms(amina, room).changed()).isTrue();
    assertThat(rooms.norms(amina, room).room().norms().at(1)).contains("");
    assertRefused("room.normsChanged", () -> rooms.speak(amina, room));
    assertRefused("room.normsOther", () -> rooms.accept(amina, room, 1));
    assertRefused("room.normsOther", () -> rooms.accept(amina, room, 3));
    assertThat(rooms.speak(olga, room).person()).as("who worded them").isEqualTo(olga);

    rooms.accept(amina, room, 2);

    assertThat(rooms.speak(amina, room).person()).isEqualTo(amina);
  }

  @Test
  void aKeeperKeepsOrderAlsoWhileTheNormsWait() {
    Seated.in(rooms, chair(), amina, true);

    rooms.setNorms(chair(), "Listen first.");

    assertThat(rooms.chair(amina, room).person()).isEqualTo(amina);
    assertRefused("room.normsChanged", () -> rooms.speak(amina, room));
  }

  @Test
  void whoKeepsOrderSpeaksFromTheChair() {
    assertThat(rooms.speak(olga, room)).isInstanceOf(Chair.class);
    assertThat(rooms.speak(amina, room)).isNotInstanceOf(Chair.class);

    Seated.in(rooms, chair(), amina, true);
    assertThat(rooms.speak(amina, room)).isInstanceOf(Chair.class);

    rooms.admit(rooms.chair(olga, room), amina.id(), false);
    assertThat(rooms.speak(amina, room)).isNotInstanceOf(Chair.class);
  }

  @Test
  void theSameNormsAgainAreNoNewVersion() {
    rooms.setNorms(chair(), "Listen first.");
    rooms.setNorms(chair(), "  Listen first.\r\n");

    assertThat(now().norms().version()).isEqualTo(2);
    assertThat(readAgain().enter(olga, room).room().norms()).isEqualTo(now().norms());
  }

  @Test
  void whoIsSilencedReadsOnAndIsToldUntilWhen() {
    rooms.restrain(
        chair(), amina.id(), new Restraint(Restraint.Kind.NO_POSTING, in(Duration.ofDays(1))));

    assertThat(rooms.maySpeak(rooms.enter(amina, room))).isFalse();
    assertRefused("room.suspended", () -> rooms.speak(amina, room));
    assertThat(rooms.speak(tashi, room).person()).isEqualTo(tashi);

    world.clock.turn(Duration.ofDays(2));

    assertThat(rooms.speak(amina, room).person()).isEqualTo(amina);
  }

  @Test
  void aRestraintForGoodHasNoEndButByHand() {
    rooms.restrain(chair(), amina.id(), SILENT);
    assertRefused("room.suspendedForGood", () -> rooms.speak(amina, room));

    rooms.lift(chair(), amina.id(), SILENT);

    assertThat(rooms.speak(amina, room).person()).isEqualTo(amina);
  }

  @Test
  void toWhomIsKeptOutTheRoomIsNotThereAndNobodyElseSees() {
    var people = rooms.people(chair());
    rooms.restrain(chair(), amina.id(), OUT);

    assertRefused("room.unknown", () -> rooms.enter(amina, room));
    assertRefused("room.unknown", () -> rooms.norms(amina, room));
    assertThat(rooms.seats(amina).in(room)).isEmpty();
    assertThat(rooms.people(chair())).isEqualTo(people);
    assertThat(rooms.suspension(amina, room).orElseThrow().forGood()).isTrue();
    assertThat(rooms.suspension(tashi, room)).isEmpty();
  }

  @Test
  void whoIsKeptOutDoesNotComeBackByGoingAndJoining() {
    var open = rooms.open(world.organiser, RoomKind.OPEN, "Open", "");
    rooms.restrain(open, amina.id(), OUT);
    rooms.restrain(open, tashi.id(), SILENT);
    var id = open.room().id();

    assertRefused("room.unknown", () -> rooms.enter(amina, id));
    assertRefused("room.suspendedForGood", () -> rooms.join(rooms.enter(tashi, id)));
    assertThat(rooms.people(open)).doesNotContain(tashi.id());
  }

  @Test
  void thatSomebodyIsKeptOutIsNotToldToWhomTheRoomIsNotOpen() {
    var mosi = world.peer("mosi");
    rooms.restrain(chair(), mosi.id(), OUT);

    assertThat(rooms.suspension(mosi, room)).isEmpty();
  }

  @Test
  void nobodyRestrainsThemselves() {
    assertRefused("room.restrainSelf", () -> rooms.restrain(chair(), olga.id(), OUT));
  }

  @Test
  void aSuspendedKeeperKeepsNoOrder() {
    Seated.in(rooms, chair(), amina, true);
    rooms.restrain(chair(), amina.id(), SILENT);

    assertRefused("room.chairNotYours", () -> rooms.chair(amina, room));
    assertThat(rooms.keepers(chair())).contains(amina.id());
  }

  @Test
  void whatWaitsForApproval() {
    var thread = Optional.of("a-thread");
    assertThat(rooms.waits(rooms.speak(amina, room), false, thread)).isFalse();

    rooms.restrain(chair(), amina.id(), LOOKED_AT);
    assertThat(rooms.waits(rooms.speak(amina, room), false, thread)).isTrue();
    assertThat(rooms.waits(rooms.speak(amina, room), false, Optional.empty())).isTrue();
    assertThat(rooms.waits(rooms.speak(amina, room), true, thread))
        .as("would tell whose pseudonym it is")
        .isFalse();

    rooms.restrain(
        chair(),
        tashi.id(),
        new Restraint(Restraint.Kind.APPROVE_FIRST, Restraint.FOR_GOOD, thread));
    assertThat(rooms.waits(rooms.speak(tashi, room), true, thread)).isTrue();
    assertThat(rooms.waits(rooms.speak(tashi, room), true, Optional.of("another"))).isFalse();
    assertThat(rooms.waits(rooms.speak(tashi, room), true, Optional.empty())).isFalse();
    assertThat(rooms.waits(rooms.speak(tashi, room), false, thread)).isFalse();
  }

  @Test
  void inARoomThatApprovesFirstEverybodyWaitsButKeepers() {
    var usual = now().manner();
    rooms.arrange(
        chair(),
        new Manner(false, Duration.ZERO, true, false, usual.retention(), usual.formerWords()));

    assertThat(rooms.waits(rooms.speak(amina, room), true, Optional.empty())).isTrue();
    assertThat(rooms.waits(rooms.speak(olga, room), false, Optional.empty())).isFalse();
  }

  @Test
  void inASlowRoomEachPersonTakesTheirTime() {
    rooms.pace(rooms.speak(amina, room));
    rooms.pace(rooms.speak(amina, room));
    var usual = now().manner();
    rooms.arrange(
        chair(),
        new Manner(
            false, Duration.ofMinutes(1), false, false, usual.retention(), usual.formerWords()));

    rooms.pace(rooms.speak(amina, room));

    assertRefused("room.slow", () -> rooms.pace(rooms.speak(amina, room)));
    rooms.pace(rooms.speak(tashi, room));
    rooms.pace(rooms.speak(amina, room), true, Optional.of("a-thread"));
    assertRefused(
        "room.slow", () -> rooms.pace(rooms.speak(amina, room), true, Optional.of("a-thread")));
    rooms.pace(rooms.speak(olga, room));
    rooms.pace(rooms.speak(olga, room));
    world.clock.turn(Duration.ofMinutes(2));
    rooms.pace(rooms.speak(amina, room));
  }

  @Test
  void theDatabaseAloneDoesNotTellWhoIsRestrained() {
    rooms.restrain(chair(), amina.id(), OUT);

    var stored = new ArrayList<Document>();
    storage.database().getCollection("restraints").find().into(stored);
    assertThat(stored).hasSize(1);
    assertThat(stored.getFirst().keySet()).containsExactly("_id", "sealed");
    assertThat(stored.getFirst().toJson()).doesNotContain(room.value(), amina.id().value());
    assertThat(readAgain().seat(amina, room)).isEmpty();
    var withoutTheKey =
        new Rooms(world.alliances, storage, new LocalFeed(), InstallationKey.random(), world.clock);
    assertThat(withoutTheKey.seat(amina, room)).isPresent();
  }

  @Test
  void aRestraintByAFormerKeyIsLiftedByThePresentOne() {
    var former = "ab".repeat(32);
    var before =
        new Rooms(
            world.alliances, storage, new LocalFeed(), InstallationKey.of(former), world.clock);
    before.restrain(before.chair(olga, room), amina.id(), OUT);
    var both = InstallationKey.of("cd".repeat(32) + " " + former);
    var now = new Rooms(world.alliances, storage, new LocalFeed(), both, world.clock);
    assertThat(now.seat(amina, room)).isEmpty();

    now.lift(now.chair(olga, room), amina.id(), OUT);

    assertThat(now.seat(amina, room)).isPresent();
    assertThat(storage.database().getCollection("restraints").countDocuments()).isEqualTo(1);
  }

  @Test
  void theTalkGoesOnInARoomOfAnotherKindWithTheSamePeople() {
    Seated.in(rooms, chair(), tashi, true);
    rooms.setNorms(chair(), "Listen first.");
    rooms.restrain(chair(), amina.id(), SILENT);
    var removed = world.peer("mosi");
    Seated.in(rooms, chair(), removed);
    rooms.remove(chair(), removed.id());

    var next = rooms.continueAs(chair(), RoomKind.OPEN);

    var id = next.room().id();
    assertThat(now().kind()).isEqualTo(RoomKind.CLOSED);
    assertThat(now().continuedIn()).contains(id);
    assertThat(next.room().name()).isEqualTo(now().name());
    assertThat(next.room().norms()).isEqualTo(now().norms());
    assertThat(rooms.people(next)).isEqualTo(rooms.people(chair()));
    assertThat(rooms.keepers(next)).containsExactlyInAnyOrder(olga.id(), tashi.id());
    assertRefused("room.suspendedForGood", () -> rooms.speak(amina, id));
    assertRefused("room.joinNotYours", () -> rooms.join(rooms.enter(removed, id)));
    assertRefused("room.continued", () -> rooms.speak(olga, room));
    assertRefused("room.continued", () -> rooms.continueAs(chair(), RoomKind.SEALED));
    assertThat(readAgain().enter(tashi, id).room()).isEqualTo(rooms.enter(tashi, id).room());
  }

  @Test
  void inAStricterRoomEverybodyReadsTheNormsAgain() {
    var next = rooms.continueAs(chair(), RoomKind.SEALED).room();

    assertThat(next.manner().namingForbidden()).isTrue();
    assertRefused("room.normsFirst", () -> rooms.enter(amina, next.id()));
    rooms.accept(amina, next.id(), next.norms().version());
    assertThat(rooms.speak(amina, next.id()).person()).isEqualTo(amina);
  }

  @Test
  void whoWasPresentIsNotToldWhereTheTalkGoesOnInTheOpen() {
    var removed = world.peer("mosi");
    Seated.in(rooms, chair(), tashi, true);
    Seated.in(rooms, chair(), removed);
    rooms.remove(chair(), removed.id());
    var quiet = rooms.chair(olga, rooms.continueAs(chair(), RoomKind.CHATHAM_HOUSE).room().id());
    Seated.accept(rooms, quiet, tashi);

    var open = rooms.continueAs(quiet, RoomKind.OPEN);

    assertThat(rooms.people(open)).containsExactly(olga.id());
    assertThat(rooms.keepers(open)).containsExactly(olga.id());
    assertThat(rooms.join(rooms.enter(tashi, open.room().id())).person()).isEqualTo(tashi);
    assertRefused("room.joinNotYours", () -> rooms.join(rooms.enter(removed, open.room().id())));
  }

  @Test
  void aSealedRoomDoesNotGoOnInTheOpen() {
    var sealed = rooms.continueAs(chair(), RoomKind.SEALED);

    assertRefused("room.continueSealed", () -> rooms.continueAs(sealed, RoomKind.OPEN));
  }

  @Test
  void aRoomDoesNotGoOnAsWhatItIs() {
    assertRefused("room.continueSameKind", () -> rooms.continueAs(chair(), RoomKind.CLOSED));
  }

  @Test
  void nobodyTakesASeatWhereTheTalkHasMovedAway() {
    var open = rooms.open(world.organiser, RoomKind.OPEN, "Open", "").room().id();
    rooms.continueAs(rooms.chair(olga, open), RoomKind.CLOSED);

    assertRefused("room.continued", () -> rooms.join(rooms.enter(amina, open)));
    var observer = world.member("orla", Role.OBSERVER);
    assertThat(rooms.seat(observer, open)).isPresent();
  }
}

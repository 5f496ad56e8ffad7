package org.talanoa.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.Refusal;
import org.talanoa.alliance.Role;
import org.talanoa.feed.LocalFeed;
import org.talanoa.people.Export;
import org.talanoa.people.Forgetting;
import org.talanoa.people.Person;
import org.talanoa.room.Arrangements;
import org.talanoa.room.Manner;
import org.talanoa.room.Retention;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.World;
import org.talanoa.text.Markdown;
import org.talanoa.text.Title;

/** Activities on a real embedded database. */
class ActivitiesTest {
  private static final Times TIMES =
      new Times(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(15));
  private static final ExerciseId FIFTEEN = new ExerciseId("fifteen-per-cent");

  private final World world = new World();
  private final Person amina = world.peer("amina");
  private final Person tashi = world.peer("tashi");
  private final Person lupe = world.peer("lupe");
  private final Room room = world.room(RoomKind.CHATHAM_HOUSE, amina, tashi, lupe);
  private final Activities activities = activities(world);

  @AfterEach
  void close() {
    world.close();
  }

  private static Activities activities(World world) {
    var exercises = new Exercises(world.alliances, world.storage, world.feed, world.key);
    return new Activities(
        world.rooms,
        world.alliances,
        world.people,
        world.posting,
        exercises,
        world.storage,
        world.key,
        world.feed,
        world.clock,
        TIMES);
  }

  private ActivityId begun(ExerciseId exercise) {
    var id = activities.open(world.voice(amina, room.id()), exercise, 0, "key-opened").id();
    for (var person : List.of(tashi, lupe)) {
      activities.join(world.voice(person, room.id()), id);
    }
    activities.lead(world.voice(amina, room.id()), id, new Activities.Lead.Begin());
    return id;
  }

  private Contribution write(Person person, ActivityId id, int phase, String key, String words) {
    return activities.write(world.voice(person, room.id()), id, phase, key, Markdown.of(words));
  }

  private Activity see(Activities by, Person person, ActivityId id) {
    return by.see(world.rooms.enter(person, room.id()), id);
  }

  @Test
  void theSameKeyOpensOneActivityAndWritesOneContribution() {
    var id = begun(FIFTEEN);

    var again = activities.open(world.voice(amina, room.id()), FIFTEEN, 0, "key-opened").id();
    var once = write(tashi, id, 0, "key-of-tashi", "Ask the clerk");
    var twice = write(tashi, id, 0, "key-of-tashi", "Ask the clerk");
    var other = write(lupe, id, 0, "key-of-tashi", "Ask the minister");

    assertThat(again).isEqualTo(id);
    assertThat(twice.id()).isEqualTo(once.id());
    assertThat(other.id()).isNotEqualTo(once.id());
    assertThat(activities.stored().find(id).orElseThrow().entries()).hasSize(2);
  }

  @Test
  void whatWasAcknowledgedIsThereAfterARestartAndPhasesGoOn() {
    var id = begun(FIFTEEN);
    var said = write(tashi, id, 0, "key-of-tashi", "Ask the clerk");

    var restarted = activities(world);
    assertThat(see(restarted, tashi, id).shown().getFirst().id()).isEqualTo(said.id());
    assertThat(see(restarted, tashi, id).shown().getFirst().words().source())
        .isEqualTo("Ask the clerk");
    world.clock.turn(Duration.ofSeconds(301));
    restarted.pass(id);

    assertThat(see(restarted, tashi, id).phase()).isEqualTo(1);
  }

  @Test
  void onTwoNodesAPhaseEndsOnceAndBothReadEverything() throws Exception {
    var id = begun(FIFTEEN);
    var nodes = List.of(activities, activities(world));
    var sent = new ArrayList<Future<Contribution>>();
    try (var work = Executors.newFixedThreadPool(6)) {
      for (var i = 0; i < 30; i++) {
        var number = i;
        var person = List.of(amina, tashi, lupe).get(i % 3);
        sent.add(
            work.submit(() ->
                nodes
                    .get(number % 2)
                    .write(
                        world.voice(person, room.id()),
                        id,
                        0,
                        "key-number-" + number,
                        Markdown.of("Words " + number))));
      }
      for (var each : sent) {
        assertThat(each.get().late()).isFalse();
      }
      world.clock.turn(Duration.ofSeconds(301));
      var passing = new ArrayList<Future<?>>();
      for (var i = 0; i < 8; i++) {
        var node = nodes.get(i % 2);
        passing.add(work.submit(() -> node.pass(id)));
      }
      for (var each : passing) {
        each.get();
      }
    }

    var course = activities.stored().find(id).orElseThrow();
    assertThat(course.phase()).isEqualTo(1);
    assertThat(course.rounds()).hasSize(2);
    assertThat(course.entries()).hasSize(30);
    assertThat(activities(world).stored().find(id)).contains(course);
  }

  @Test
  void anActivityOfAnotherRoomIsNotHere() {
    var id = begun(FIFTEEN);
    var other = world.room(RoomKind.CLOSED, tashi);
    var stranger = world.peer("stranger");

    assertThatThrownBy(() -> activities.see(world.rooms.enter(tashi, other.id()), id))
        .isInstanceOf(Refusal.NotHere.class);
    assertThatThrownBy(() -> activities.join(world.voice(tashi, other.id()), id))
        .isInstanceOf(Refusal.NotHere.class);
    assertThatThrownBy(() -> world.rooms.enter(stranger, room.id()))
        .isInstanceOf(Refusal.NotHere.class);
  }

  @Test
  void whoIsTakenOutOfTheRoomDoesNotTakePartAnyMore() {
    var id = begun(FIFTEEN);

    world.rooms.remove(world.rooms.chair(world.person("organiser"), room.id()), tashi.id());
    activities.pass(id);

    assertThat(see(activities, amina, id).people().stream().map(each -> each.person()))
        .containsExactly(amina.id(), lupe.id());
  }

  @Test
  void onlyActivitiesWithPeoplePresentOrRemovedNeedACheck() {
    var id = begun(FIFTEEN);
    assertThat(needsCheck(id)).isFalse();

    activities.here(world.rooms.enter(tashi, room.id()), id);
    assertThat(needsCheck(id)).isTrue();
    world.clock.turn(TIMES.missing().plusSeconds(1));
    assertThat(needsCheck(id)).isFalse();

    world.rooms.remove(world.rooms.chair(world.organiser.person(), room.id()), lupe.id());
    assertThat(needsCheck(id)).isTrue();
    activities.pass(id);
    assertThat(needsCheck(id)).isFalse();
  }

  private boolean needsCheck(ActivityId id) {
    return activities.stored().all().stream()
        .filter(known -> known.head().id().equals(id))
        .anyMatch(activities::needsCheck);
  }

  @Test
  void aKeeperOfOrderMayEndAnActivityAndNobodyElse() {
    var id = begun(FIFTEEN);

    assertThatThrownBy(
            () -> activities.lead(world.voice(tashi, room.id()), id, new Activities.Lead.End()))
        .isInstanceOf(Refusal.NotYours.class);
    var ended =
        activities.lead(
            world.voice(world.person("organiser"), room.id()), id, new Activities.Lead.End());

    assertThat(ended.stage()).isEqualTo(Stage.FINISHED);
  }

  @Test
  void noMoreThanSomeLastInARoom() {
    for (var i = 0; i < Activities.MOST_IN_A_ROOM; i++) {
      activities.open(world.voice(amina, room.id()), FIFTEEN, 0, "key-number-" + i);
    }

    assertThatThrownBy(
            () -> activities.open(world.voice(amina, room.id()), FIFTEEN, 0, "key-one-more"))
        .hasMessage("activity.tooMany");
  }

  @Test
  void theHarvestIsPostedOnceByWhoLeadsAndHoldsNothingThatIsNotShared() {
    var id = begun(FIFTEEN);
    var kept = write(tashi, id, 0, "key-of-tashi", "My secret list");
    var lent = write(lupe, id, 0, "key-of-lupe", "A list for all");
    activities.lend(world.rooms.enter(lupe, room.id()), id, lent.id(), true);

    assertThatThrownBy(() -> activities.usable(world.voice(tashi, room.id()), id))
        .isInstanceOf(Refusal.NotYours.class);
    var usable = activities.usable(world.voice(amina, room.id()), id);
    assertThat(usable.stream().map(Contribution::id)).containsExactly(lent.id());
    assertThat(usable).allMatch(each -> each.by().isEmpty());
    assertThat(kept.open()).isFalse();

    var title = new Title("What we take along");
    var first = harvest(id, title, "A list for all");
    var second = harvest(id, title, "Something else");

    assertThat(second.harvest()).isEqualTo(first.harvest());
    var thread = first.harvest().orElseThrow().thread().orElseThrow();
    var page = world.discussions.page(world.rooms.enter(tashi, room.id()), thread, 1, 10);
    assertThat(page.head().title()).isEqualTo("What we take along");
    assertThat(page.messages()).hasSize(1);
  }

  private Activity harvest(ActivityId id, Title title, String words) {
    return activities.harvest(amina, room.id(), id, title, Markdown.of(words), Optional.empty());
  }

  @Test
  void whoReadsTheDatabaseReadsNeitherWordsNorNames() {
    var id = begun(FIFTEEN);
    write(tashi, id, 0, "key-of-tashi", "An unmistakable sentence");

    for (var collection : List.of("activities", "contributions")) {
      for (var document : world.storage.database().getCollection(collection).find()) {
        assertThat(new Document(document).keySet()).isEqualTo(Set.of("_id", "sealed"));
        assertThat(document.toJson()).doesNotContain("unmistakable", "tashi", id.value());
      }
    }
  }

  @Test
  void whatIsOlderThanTheRoomPromisesIsTakenAway() {
    var id = begun(FIFTEEN);
    write(tashi, id, 0, "key-of-tashi", "Ask the clerk");
    var chair = world.rooms.chair(world.person("organiser"), room.id());
    activities.lead(chair, id, new Activities.Lead.End());
    world.rooms.arrange(
        chair,
        new Manner(
            false,
            Duration.ZERO,
            false,
            true,
            new Retention.DeleteAfter(7),
            Manner.FormerWords.KEEP));
    var timekeeper =
        new Timekeeper(activities, new Arrangements(world.rooms), world.alliances, world.clock);

    timekeeper.sweep();
    assertThat(activities.stored().find(id)).isPresent();
    world.clock.turn(Duration.ofDays(8));
    timekeeper.sweep();
    timekeeper.close();

    assertThat(activities.stored().find(id)).isEmpty();
    assertThat(world.storage.database().getCollection("contributions").countDocuments()).isZero();
    assertThat(world.storage.database().getCollection("activities").countDocuments()).isZero();
  }

  @Test
  void whoIsForgottenTakesTheirPrivateWritingAlongAndTheRestIsAFormerMembers() {
    var id = begun(FIFTEEN);
    var lead = world.voice(amina, room.id());
    write(tashi, id, 0, "key-private", "My secret list");
    for (var phase = 0; phase < 2; phase++) {
      activities.lead(lead, id, new Activities.Lead.Next(phase));
    }
    var shared = write(tashi, id, 2, "key-shared-1", "I ask the clerk");
    activities.lead(lead, id, new Activities.Lead.Next(2));
    world.clock.turn(Duration.ofSeconds(6));
    activities.pass(id);
    var keeper = new ActivityKeeper(activities, world.rooms, new Arrangements(world.rooms));

    var exported = exported(keeper, tashi);
    keeper.forget(new Forgetting(tashi.id(), false, "secret"));
    keeper.forget(new Forgetting(tashi.id(), false, "secret"));

    assertThat(exported).contains("My secret list", "I ask the clerk");
    var course = activities.stored().find(id).orElseThrow();
    assertThat(course.entries().stream().map(Course.Entry::id)).containsExactly(shared.id());
    assertThat(Codec.document(course).toJson()).doesNotContain("tashi");
    assertThat(see(activities, amina, id).shown().getFirst().by()).isEmpty();
    assertThat(exported(keeper, lupe)).doesNotContain("secret list");
  }

  private static String exported(ActivityKeeper keeper, Person person) {
    var out = new StringBuilder();
    keeper.export(
        person,
        new Export() {
          @Override
          public void list(String name, Things things) {
            things.each(thing -> out.append(name).append(new HashMap<>(thing)));
          }

          @Override
          public void file(String name, java.io.InputStream content) {}
        });
    return out.toString();
  }

  @Test
  void anAlliancesOwnExerciseIsComposedByItsOrganisersAlone() {
    var exercises = new Exercises(world.alliances, world.storage, world.feed, world.key);
    var alliance = room.alliance();
    var organiser = world.person("organiser");
    var id = exercises.composing(organiser, alliance, "key-composed");
    var round = exercises.of(amina, alliance, new ExerciseId("check-in-round"));
    var own =
        new Exercise(
            id,
            Texts.written("Our round"),
            round.purpose(),
            round.whenToUse(),
            round.slowLine(),
            2,
            9,
            round.phases());

    assertThatThrownBy(() -> exercises.keep(amina, alliance, own))
        .isInstanceOf(Refusal.NotYours.class);
    assertThatThrownBy(() -> exercises.keep(organiser, alliance, round))
        .isInstanceOf(Refusal.NotYours.class);
    exercises.keep(organiser, alliance, own);

    assertThat(exercises.all(amina, alliance)).hasSize(13);
    assertThat(
            new Exercises(world.alliances, world.storage, new LocalFeed(), world.key)
                .of(amina, alliance, id))
        .isEqualTo(own);
    exercises.remove(organiser, alliance, id);
    assertThat(exercises.all(amina, alliance)).hasSize(12);
  }

  @Test
  void anObserverMayLookInAnOpenRoomAndNotTakePart() {
    var open = world.room(RoomKind.OPEN, amina, tashi);
    var helena = world.member("helena", Role.OBSERVER);
    var id = activities.open(world.voice(amina, open.id()), FIFTEEN, 0, "key-open-room").id();
    activities.join(world.voice(tashi, open.id()), id);
    activities.lead(world.voice(amina, open.id()), id, new Activities.Lead.Begin());
    activities.write(
        world.voice(tashi, open.id()), id, 0, "key-private", Markdown.of("My secret list"));

    var seen = activities.see(world.rooms.enter(helena, open.id()), id);

    assertThat(seen.shown()).isEmpty();
    assertThat(seen.people()).isEmpty();
    assertThatThrownBy(() -> world.rooms.speak(helena, open.id()))
        .isInstanceOf(Refusal.NotYours.class);
  }

  @Test
  void everyChangeIsToldWithItsRevision() {
    var revisions = new HashSet<Long>();
    var id = begun(FIFTEEN);
    IntStream.range(0, 5)
        .forEach(i -> {
          write(tashi, id, 0, "key-number-" + i, "Words");
          revisions.add(see(activities, amina, id).revision());
        });

    assertThat(revisions).hasSize(5);
  }
}

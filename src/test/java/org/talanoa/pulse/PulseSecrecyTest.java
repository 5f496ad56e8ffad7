package org.talanoa.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.talanoa.Refusal;
import org.talanoa.alliance.Role;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.storage.Sealed;
import org.talanoa.testing.Sample;
import org.talanoa.testing.Seated;
import org.talanoa.testing.Seed;

/** Nobody works an answer out, whatever they do, see and know. */
class PulseSecrecyTest {
  /** Beyond this the chance in a sum is too unlikely to matter to any comparison. */
  private static final int FAR = 120;

  /** How often at most a guess is right when everybody else's answer is known. */
  private static final double BOUND = (1 - Noise.RATIO) / (1 - Math.pow(Noise.RATIO, 7));

  /** Every view and document is read after so many steps, what is published after each step. */
  private static final int ALL_IS_READ = 10;

  /** So many answers, and what they count for together. */
  private record Answered(int sum, int count) {}

  private static final Map<Answered, double[]> RESULTS = new ConcurrentHashMap<>();

  private final Random random = Seed.random();

  private static double likelihood(int chance) {
    return (1 - Noise.RATIO) / (1 + Noise.RATIO) * Math.pow(Noise.RATIO, Math.abs(chance));
  }

  /** What is published for one statement where the answers count for so much together. */
  private static int published(int sum, int count) {
    var sums = Collections.nCopies(Statement.ALL.size(), sum);
    return new Tally(sums, count).figures().orElseThrow().halves().getFirst();
  }

  /** How likely each result is where the others' answers count for so much, and one's for this. */
  private static double[] results(int others, int own, int count) {
    return RESULTS.computeIfAbsent(
        new Answered(others + own, count), PulseSecrecyTest::computedResults);
  }

  private static double[] computedResults(Answered answered) {
    var likely = new double[Figures.MOST + 1];
    for (var chance = -FAR; chance <= FAR; chance++) {
      likely[published(answered.sum() + chance, answered.count())] += likelihood(chance);
    }
    return likely;
  }

  @Test
  void everyResultCouldHaveComeOfEveryAnswerEvenForWhoKnowsAllTheOthers() {
    for (var count = Pulses.FLOOR; count <= 14; count++) {
      for (var others = count - 1; others <= 7 * (count - 1); others++) {
        var likely = new ArrayList<double[]>();
        for (var own = Answers.LEAST; own <= Answers.MOST; own++) {
          likely.add(results(others, own, count));
        }
        for (var result = Figures.LEAST; result <= Figures.MOST; result++) {
          mustNotTellApart(likely, result);
        }
      }
    }
    assertThat(BOUND).isLessThan(0.41);
  }

  private static void mustNotTellApart(List<double[]> likely, int result) {
    var together = likely.stream().mapToDouble(each -> each[result]).sum();
    for (var one = 0; one < likely.size(); one++) {
      assertThat(likely.get(one)[result]).isPositive();
      assertThat(likely.get(one)[result] / together).isLessThanOrEqualTo(BOUND + 1e-9);
      for (var other = 0; other < likely.size(); other++) {
        assertThat(likely.get(one)[result] / likely.get(other)[result])
            .isLessThanOrEqualTo(Math.exp(Math.abs(one - other) / 2.0) + 1e-6);
      }
    }
  }

  @Test
  void theChanceInASumIsAsLikelyAsItIsSaidToBe() {
    var noise = Noise.from(random);
    var draws = 400_000;
    var seen = new HashMap<Integer, Integer>();
    for (var i = 0; i < draws; i++) {
      seen.merge(noise.draw(), 1, Integer::sum);
    }

    for (var chance = -8; chance <= 8; chance++) {
      var expected = draws * likelihood(chance);
      assertThat((double) seen.getOrDefault(chance, 0))
          .as("chance " + chance)
          .isBetween(expected - 6 * Math.sqrt(expected), expected + 6 * Math.sqrt(expected));
    }
  }

  @Test
  void allTheOthersTogetherGuessAnAnswerHardlyBetterThanTheyWould() {
    var guesses = 40 * Statement.ALL.size();
    var most = guesses * BOUND + 5 * Math.sqrt(guesses * BOUND * (1 - BOUND));

    assertThat((double) rightGuesses(Noise.secure(), 40)).isLessThan(most);
  }

  /** The others of a room of five tell each other what they have answered, round after round. */
  private int rightGuesses(Noise noise, int rounds) {
    var right = 0;
    try (var given = new Pulsing(noise)) {
      var peers = given.peers(Pulses.FLOOR);
      var room = given.room(peers);
      given.open(room, 2);
      for (var round = 0; round < rounds; round++) {
        var answers = new ArrayList<Answers>();
        for (var peer : peers) {
          var mine = anything();
          answers.add(mine);
          given.answer(peer, room, mine);
        }
        given.close(room);
        var seen = given.seen(peers.getLast(), room);
        var figures = ((Published.Shown) seen.course().published().getLast()).figures();
        for (var statement : Statement.ALL) {
          var others = answers.stream().skip(1).mapToInt(each -> each.score(statement)).sum();
          var result = figures.halves().get(statement.place());
          if (guess(others, result) == answers.getFirst().score(statement)) {
            right++;
          }
        }
        var next = seen.round().orElseThrow().opens();
        given.world.clock.turn(Duration.between(given.world.clock.instant(), next));
      }
    }
    return right;
  }

  private static int guess(int others, int result) {
    var best = Answers.LEAST;
    for (var own = Answers.LEAST; own <= Answers.MOST; own++) {
      if (results(others, own, Pulses.FLOOR)[result]
          > results(others, best, Pulses.FLOOR)[result]) {
        best = own;
      }
    }
    return best;
  }

  private Answers anything() {
    return new Answers(Statement.ALL.stream().map(_ -> 1 + random.nextInt(7)).toList());
  }

  static IntStream walks() {
    return IntStream.range(0, Sample.WHOLE ? 2 : 1);
  }

  @ParameterizedTest
  @MethodSource("walks")
  void whateverPeopleDoNothingButWholeRoundsIsEverSeen(int number) {
    random.setSeed(Seed.OF_RUN + number);
    try (var walk = new Walk()) {
      while (walk.steps < 20_000 && walk.shown < 3) {
        walk.step();
      }
      assertThat(walk.shown).isEqualTo(3);
    }
  }

  /** People come, leave, answer and look, rounds are planned, stopped and counted. */
  private final class Walk implements AutoCloseable {
    private final Pulsing given = new Pulsing(Noise.from(random));
    private final List<Person> peers = given.peers(9);
    private final List<RoomId> rooms = List.of(room(), room());
    private final Person observer = given.world.member("observer", Role.OBSERVER);

    /** Who has answered which round of which room. */
    private final Map<String, Set<Person>> answered = new HashMap<>();

    /** Until when who rests, as the law of the house says. */
    private final Map<Person, Instant> resting = new HashMap<>();

    private final Map<RoomId, List<Published>> before = new HashMap<>();

    private RoomId room() {
      return given.room(peers.subList(0, 7));
    }

    private int steps;
    private int shown;

    void step() {
      steps++;
      var room = rooms.get(random.nextInt(rooms.size()));
      var peer = peers.get(random.nextInt(peers.size()));
      switch (random.nextInt(16)) {
        case 0 -> quietly(() -> given.open(room, random.nextInt(3)));
        case 1 -> quietly(() -> given.pulses.stop(given.chair(room)));
        case 2 -> quietly(() -> given.world.rooms.remove(given.chair(room), peer.id()));
        case 3, 4 -> Seated.in(given.world.rooms, given.chair(room), peer);
        case 5, 6 -> given.world.clock.turn(Duration.ofHours(random.nextInt(30)));
        case 7 -> given.closing.sweep();
        default -> answer(peer, room);
      }
      rooms.forEach(this::look);
      if (steps % ALL_IS_READ == 0) {
        rooms.forEach(this::allSeeTheSame);
        mustStoreNothingMore();
      }
    }

    private boolean quietly(Runnable act) {
      try {
        act.run();
        return true;
      } catch (Refusal _) {
        return false;
      }
    }

    private void answer(Person peer, RoomId room) {
      var watching = watching(peer);
      var seen = views(watching);
      var round = given.seen(given.world.organiser.person(), room).round();
      var done = quietly(() -> given.answer(peer, room, anything()));

      assertThat(views(watching)).isEqualTo(seen);
      if (done) {
        var now = given.world.clock.instant();
        assertThat(resting.getOrDefault(peer, Instant.MIN)).isBefore(now);
        resting.put(peer, round.orElseThrow().closes().plus(Plan.REST));
        answered
            .computeIfAbsent(room + "/" + round.orElseThrow().number(), _ -> new HashSet<>())
            .add(peer);
      }
    }

    /** Who answers, a keeper and another peer; now and then all peers. */
    private List<Person> watching(Person answering) {
      var other = peers.get(random.nextInt(peers.size()));
      return steps % ALL_IS_READ == 0
          ? peers
          : List.of(answering, given.world.organiser.person(), other);
    }

    /** What these see, but for what is wanted of themselves. */
    private Map<String, String> views(List<Person> people) {
      var views = new HashMap<String, String>();
      for (var room : rooms) {
        for (var person : people) {
          views.put(
              room + " " + person.id(),
              view(person, room).map(PulseSecrecyTest::common).orElse("nothing"));
        }
      }
      return views;
    }

    private Optional<Pulse> view(Person peer, RoomId room) {
      return given.world.rooms.seat(peer, room).map(given.pulses::of);
    }

    private void look(RoomId room) {
      var keeper = given.seen(given.world.organiser.person(), room);
      var published = keeper.course().published();
      for (var each : published) {
        var id = room + "/" + each.round().number();
        var count = answered.getOrDefault(id, Set.of()).size();
        assertThat(each instanceof Published.Shown).as(id).isEqualTo(count >= Pulses.FLOOR);
        assertThat(each.round().closes()).isBefore(given.world.clock.instant());
      }
      var known = before.getOrDefault(room, List.of());
      published.stream()
          .skip(known.size())
          .filter(Published.Shown.class::isInstance)
          .forEach(_ -> shown++);
      assertThat(published.subList(0, known.size())).isEqualTo(known);
      before.put(room, published);
    }

    private void allSeeTheSame(RoomId room) {
      var keeper = given.seen(given.world.organiser.person(), room);
      for (var peer : peers) {
        view(peer, room).ifPresent(pulse -> assertThat(common(pulse)).isEqualTo(common(keeper)));
      }
      assertThat(view(observer, room)).isEmpty();
    }

    private void mustStoreNothingMore() {
      var database = given.world.storage.database();
      for (var document : database.getCollection("pulses").find()) {
        assertThat(document.toJson()).doesNotContain("peer", "organiser");
      }
      var tallies = new Sealed(given.world.storage, given.world.key, "pulsetallies").all();
      for (var tally : tallies) {
        assertThat(tally.keySet()).containsExactlyInAnyOrder("_id", "sums", "count");
      }
      var closes = new HashSet<Instant>();
      rooms.forEach(room -> {
        var pulse = given.seen(given.world.organiser.person(), room);
        pulse.round().ifPresent(round -> closes.add(round.closes()));
        pulse.course().published().forEach(each -> closes.add(each.round().closes()));
      });
      for (Document mark : new Sealed(given.world.storage, given.world.key, "pulsemarks").all()) {
        assertThat(mark.keySet()).containsExactlyInAnyOrder("_id", "room", "number", "until");
        assertThat(closes).contains(mark.getDate("until").toInstant().minus(Plan.REST));
      }
    }

    @Override
    public void close() {
      given.close();
    }
  }

  private static String common(Pulse pulse) {
    return pulse.plan() + " " + pulse.round() + " " + pulse.course();
  }

  /** Without the chance in it the same attack does find out: the attack is one. */
  @Test
  void withoutChanceTheOthersWouldKnowForSure() {
    var own = IntStream.rangeClosed(1, 7);

    assertThat(own.filter(mine -> published(4 + mine, 5) == published(4 + 7, 5)).count())
        .isLessThan(7);
    assertThat(published(28 + 7, 5)).isNotEqualTo(published(28 + 1, 5));
  }
}

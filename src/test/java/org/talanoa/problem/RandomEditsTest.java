package org.talanoa.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.talanoa.Refusal;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;
import org.talanoa.testing.Sample;
import org.talanoa.testing.Seed;
import org.talanoa.testing.Soak;

/**
 * Several people edit one statement at random, each from what they have seen of it so far; some see
 * it late. Hundreds of times.
 */
class RandomEditsTest {
  private static final int RUNS = Sample.WHOLE ? 2_000 : 500;
  private static final int EDITS = 40;
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final Set<String> accepted = new HashSet<>();

  @Tag("soak")
  @Test
  void everybodyEndsWithTheSameAndNothingAcceptedIsLost() {
    var seed = Seed.OF_RUN;
    var soak = Soak.begin(Duration.ZERO);
    for (var run = 0; run < RUNS || soak.goesOn(); run++) {
      try {
        new Round(new Random(seed + run)).play();
      } catch (AssertionError | RuntimeException wrong) {
        throw new AssertionError("--seed " + (seed + run), wrong);
      }
    }
    assertThat(accepted)
        .as("all kinds of edits are made")
        .contains(
            "write",
            "add-cause",
            "move-cause",
            "remove-cause",
            "restore-cause",
            "weigh",
            "set-status",
            "settle",
            "restore",
            "endorse",
            "withdraw");
  }

  /** What one person has seen, and what they have sent. */
  private static final class Peer {
    final PersonId id;
    Problem seen;

    Peer(String name, Problem seen) {
      this.id = new PersonId(name);
      this.seen = seen;
    }
  }

  private final class Round implements Editor.Past {
    final Random random;
    final List<Problem> states = new ArrayList<>();
    final List<Revision> kept = new ArrayList<>();
    final List<Peer> peers = new ArrayList<>();
    final Map<String, CauseId> causes = new HashMap<>();
    int words;

    Round(Random random) {
      this.random = random;
      var fresh =
          new Problem(
              new ProblemId("problem1"),
              new RoomId("aaaaaaaa"),
              0,
              Status.DRAFT,
              0,
              Optional.of(new PersonId("amina")),
              NOON,
              NOON,
              Optional.empty(),
              Map.of(),
              Map.of(),
              List.of());
      states.add(fresh);
      for (var name : List.of("amina", "tashi", "lupe", "khady")) {
        peers.add(new Peer(name, fresh));
      }
    }

    void play() {
      for (var i = 0; i < EDITS; i++) {
        var peer = peers.get(random.nextInt(peers.size()));
        if (random.nextInt(3) == 0) {
          catchUp(peer);
        }
        attempt(peer, any(peer));
      }
      for (var peer : peers) {
        catchUp(peer);
        assertThat(peer.seen).isEqualTo(now());
      }
      for (var version = 0; version < states.size(); version++) {
        var then = states.getFirst();
        for (var each : kept.subList(0, version)) {
          then = then.with(each.patch(), each.number(), each.at());
        }
        assertThat(then).isEqualTo(states.get(version));
      }
      assertThat(Codec.problem(Codec.problem(now()))).isEqualTo(now());
      for (var each : kept) {
        assertThat(Codec.revision(Codec.revision(each))).isEqualTo(each);
      }
    }

    private Problem now() {
      return states.getLast();
    }

    /** Is told what was made since. */
    private void catchUp(Peer peer) {
      for (var each : kept.subList((int) peer.seen.revision(), kept.size())) {
        peer.seen = peer.seen.with(each.patch(), each.number(), each.at());
      }
    }

    private void attempt(Peer peer, Edit edit) {
      var before = now();
      Patch patch;
      try {
        patch = new Editor(before, this, peer.id, NOON).apply(edit);
      } catch (Refusal refused) {
        return;
      }
      if (patch.equals(Patch.NOTHING)) {
        return;
      }
      var after = before.with(patch, before.revision() + 1, NOON);
      states.add(after);
      kept.add(
          new Revision(
              after.id(),
              after.room(),
              after.revision(),
              NOON,
              Optional.of(peer.id),
              edit,
              patch,
              true,
              0));
      accepted.add(Codec.name(edit));
      mustHold(after);
      if (edit instanceof Edit.Write write) {
        nothingIsLost(write, before, after);
      }
    }

    private void mustHold(Problem problem) {
      var standing = problem.standing();
      assertThat(standing).hasSizeLessThanOrEqualTo(Cause.MOST);
      for (var cause : standing) {
        assertThat(problem.depth(cause.id())).isLessThanOrEqualTo(Cause.DEEPEST);
        assertThat(cause.words().asides()).hasSizeLessThanOrEqualTo(Passage.MOST_ASIDES);
      }
      if (states.stream().anyMatch(state -> !state.draft())) {
        assertThat(problem.draft()).isFalse();
      }
    }

    /** What was written stands there or beside, and so does what the writer had not seen. */
    private void nothingIsLost(Edit.Write write, Problem before, Problem after) {
      var spot = write.spot();
      var passage = after.at(spot).orElseThrow();
      var everything = new ArrayList<>(tokens(passage.words()));
      passage.asides().forEach(aside -> everything.addAll(tokens(aside.words())));
      var seen =
          tokens(
              write.own()
                  ? sent(spot, write.base(), kept.getLast().by().orElseThrow()).orElseThrow()
                  : write.base() == 0 ? "" : words(spot, write.base()).orElseThrow());
      assertThat(everything)
          .containsAll(tokens(write.words()).stream().filter(w -> !seen.contains(w)).toList());
      var standing = tokens(before.at(spot).map(Passage::words).orElse(""));
      assertThat(tokens(passage.words()))
          .containsAll(standing.stream().filter(word -> !seen.contains(word)).toList());
      if (spot instanceof CauseId cause) {
        assertThat(after.standing().stream().map(Cause::id)).contains(cause);
      }
    }

    private static List<String> tokens(String words) {
      return words.isBlank() ? List.of() : List.of(words.strip().split("\\s+"));
    }

    private Edit any(Peer peer) {
      return switch (random.nextInt(12)) {
        case 0, 1, 2, 3 -> write(peer, spot(peer));
        case 4, 5 ->
            new Edit.AddCause(
                fresh(), parent(peer), parent(peer), random.nextInt(20) == 0 ? " " : word());
        case 6 -> new Edit.MoveCause(cause(peer), parent(peer), parent(peer));
        case 7 ->
            random.nextBoolean()
                ? new Edit.RemoveCause(cause(peer))
                : new Edit.RestoreCause(cause(peer));
        case 8 -> new Edit.Weigh(cause(peer), one(Aspect.values()), one(Level.values()));
        case 9 -> new Edit.SetStatus(one(Status.values()));
        case 10 -> settleOrRestore(peer);
        default ->
            random.nextInt(3) == 0 ? new Edit.Withdraw() : new Edit.Endorse("variant " + word());
      };
    }

    private Edit settleOrRestore(Peer peer) {
      var spots =
          Stream.concat(
                  Stream.of(Part.values()).map(Spot.class::cast),
                  peer.seen.causes().keySet().stream().sorted(Comparator.comparing(CauseId::value)))
              .filter(spot -> !peer.seen.at(spot).orElseThrow().asides().isEmpty())
              .toList();
      if (spots.isEmpty() || random.nextInt(4) == 0) {
        return new Edit.Restore(random.nextInt(states.size() + 2));
      }
      var spot = spots.get(random.nextInt(spots.size()));
      var passage = peer.seen.at(spot).orElseThrow();
      var aside = passage.asides().getFirst();
      var words =
          switch (random.nextInt(3)) {
            case 0 -> passage.words();
            case 1 -> aside.words();
            default -> word();
          };
      return new Edit.Settle(spot, aside.revision(), passage.version(), words);
    }

    private Edit write(Peer peer, Spot spot) {
      var own =
          kept.stream()
              .filter(each -> each.by().filter(peer.id::equals).isPresent())
              .filter(each -> sent(spot, each.number(), peer.id).isPresent())
              .reduce((_, last) -> last);
      if (own.isPresent() && random.nextBoolean()) {
        var base = own.get().number();
        var words = sent(spot, base, peer.id).orElseThrow();
        return new Edit.Write(spot, base, true, changed(words));
      }
      var passage = peer.seen.at(spot).orElse(Passage.EMPTY);
      return new Edit.Write(spot, passage.version(), false, changed(passage.words()));
    }

    private String changed(String text) {
      var list = new ArrayList<>(tokens(text));
      for (var i = random.nextInt(3); i >= 0; i--) {
        var at = random.nextInt(list.size() + 1);
        if (list.size() < 12 && (random.nextInt(3) > 0 || at == list.size())) {
          list.add(at, word());
        } else if (at < list.size()) {
          list.remove(at);
        }
      }
      return String.join(" ", list);
    }

    private <T> T one(T[] all) {
      return List.of(all).get(random.nextInt(all.length));
    }

    private String word() {
      return "w" + words++;
    }

    private CauseId fresh() {
      var id = "cause%03d".formatted(random.nextInt(12) == 0 ? 0 : causes.size());
      return causes.computeIfAbsent(id, CauseId::new);
    }

    private Spot spot(Peer peer) {
      return random.nextBoolean() || peer.seen.causes().isEmpty()
          ? one(Part.values())
          : cause(peer);
    }

    private CauseId cause(Peer peer) {
      var ids = peer.seen.causes().keySet().stream().map(CauseId::value).sorted().toList();
      return ids.isEmpty()
          ? new CauseId("unknown1")
          : new CauseId(ids.get(random.nextInt(ids.size())));
    }

    private Optional<CauseId> parent(Peer peer) {
      return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(cause(peer));
    }

    @Override
    public Optional<String> words(Spot spot, long revision) {
      return revision < 1 || revision > kept.size()
          ? Optional.empty()
          : kept.get((int) revision - 1).patch().at(spot).map(Passage::words);
    }

    @Override
    public Optional<String> sent(Spot spot, long revision, PersonId by) {
      if (revision < 1 || revision > kept.size()) {
        return Optional.empty();
      }
      var made = kept.get((int) revision - 1);
      if (made.by().filter(by::equals).isEmpty()) {
        return Optional.empty();
      }
      return switch (made.edit()) {
        case Edit.Write write when write.spot().equals(spot) -> Optional.of(write.words());
        case Edit.AddCause add when add.cause().equals(spot) -> Optional.of(add.words());
        default -> Optional.empty();
      };
    }

    @Override
    public Problem version(long revision) {
      return states.get((int) revision);
    }

    @Override
    public boolean stands(ThreadId thread) {
      return true;
    }
  }
}

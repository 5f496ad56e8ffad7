package org.talanoa.search;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.Query;
import org.talanoa.Refusal;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Message;
import org.talanoa.problem.Problem;
import org.talanoa.problem.Problems;
import org.talanoa.room.Seat;
import org.talanoa.room.Seats;
import org.talanoa.text.Rendering;

/**
 * Reads what was found again through its seat. What may not be read, is gone, or says something
 * else by now is no hit. Thread safe.
 */
final class Hits {
  /** So long it is shown for one answer where in files its words are. */
  private static final Duration LONG_ENOUGH_IN_FILES = Duration.ofMillis(300);

  private final Discussions discussions;
  private final Problems problems;
  private final Analyzer analyzer;
  private final Rendering rendering = new Rendering();

  Hits(Discussions discussions, Problems problems, Analyzer analyzer) {
    this.discussions = discussions;
    this.problems = problems;
    this.analyzer = analyzer;
  }

  /**
   * Something that was found.
   *
   * @param byMeaning whether it was found by its meaning only
   */
  record Candidate(Documents.Known known, boolean byMeaning) {}

  /**
   * Those that may be read and still say the same.
   *
   * @param marked what is marked in them
   * @param kinds by which of their parts they are shown, where peers have marked some so
   */
  List<Found.Hit> read(List<Candidate> candidates, Seats seats, Query marked, Set<String> kinds)
      throws IOException {
    var places =
        candidates.stream()
            .map(Candidate::known)
            .flatMap(known ->
                known instanceof Documents.KnownMessage message
                    ? java.util.stream.Stream.of(message.place())
                    : java.util.stream.Stream.empty())
            .collect(Collectors.toList());
    var messages = discussions.messages(seats, places);
    var passages = new Passages(analyzer, marked, kinds, LONG_ENOUGH_IN_FILES);
    var hits = new ArrayList<Found.Hit>();
    for (var candidate : candidates) {
      hit(candidate, seats, messages, passages).ifPresent(hits::add);
    }
    return hits;
  }

  private Optional<Found.Hit> hit(
      Candidate candidate, Seats seats, Map<Discussions.Place, Message> messages, Passages passages)
      throws IOException {
    return switch (candidate.known()) {
      case Documents.KnownMessage known -> {
        var place = known.place();
        var seat = seats.in(place.room());
        var message = messages.get(place);
        yield seat.isPresent() && message != null
            ? messageHit(candidate, known, seat.get(), message, passages)
            : Optional.empty();
      }
      case Documents.KnownProblem known -> {
        var seat = seats.in(known.room());
        yield seat.isPresent()
            ? problemHit(candidate, known, seat.get(), passages)
            : Optional.empty();
      }
    };
  }

  private Optional<Found.Hit> messageHit(
      Candidate candidate,
      Documents.KnownMessage known,
      Seat seat,
      Message message,
      Passages passages)
      throws IOException {
    var head = discussions.head(seat, known.place().thread());
    if (!(message.body() instanceof Body.Said(var words))
        || known.wording() != Said.wording(message, words, head.title())) {
      return Optional.empty();
    }
    var passage = passages.of(message, rendering.plain(words));
    return Optional.of(
        new Found.MessageHit(
            seat.room(),
            head,
            message,
            passage,
            inFile(known.files(), message, passage, passages),
            candidate.byMeaning()));
  }

  /** Where a file that the message carries has words that were asked for and are not shown yet. */
  private static Optional<Found.InFile> inFile(
      List<FileText> texts, Message message, String shown, Passages passages) throws IOException {
    var marked = Passages.marked(shown);
    for (var text : texts) {
      var file =
          message.attachments().stream()
              .filter(carried -> carried.id().equals(text.file()))
              .findFirst();
      var passage = file.isEmpty() ? "" : passages.ofFile(text.text());
      if (!marked.containsAll(Passages.marked(passage))) {
        return file.map(carried -> new Found.InFile(carried, passage));
      }
    }
    return Optional.empty();
  }

  private Optional<Found.Hit> problemHit(
      Candidate candidate, Documents.KnownProblem known, Seat seat, Passages passages)
      throws IOException {
    Problem problem;
    try {
      problem = problems.of(seat, known.problem());
    } catch (Refusal.NotHere _) {
      return Optional.empty();
    }
    if (problem.draft() || !known.stillSays(problem)) {
      return Optional.empty();
    }
    var words = Documents.words(problem);
    var passage = passages.of(String.join("\n", words.subList(1, words.size())));
    return Optional.of(
        new Found.ProblemHit(
            seat.room(), problems.head(seat, known.problem()), passage, candidate.byMeaning()));
  }
}

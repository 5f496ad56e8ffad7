package org.talanoa.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.ThreadId;
import org.talanoa.problem.Problem;
import org.talanoa.problem.ProblemId;
import org.talanoa.text.Markdown;

/** Makes what stands in the index from what is said now. Thread safe. */
final class Entries {
  private final Sources sources;

  Entries(Sources sources) {
    this.sources = sources;
  }

  /**
   * What a message says in its thread; nothing where it says nothing any more.
   *
   * @param at messages of the thread that are at hand
   */
  Optional<Entry> of(Message message, String title, Map<Integer, Message> at) {
    return words(message)
        .map(words -> new Said(message, words, title, before(message, at).flatMap(Entries::words)))
        .map(said ->
            new Entry(
                Documents.id(message),
                Documents.of(said),
                said.inContext(),
                said.wordingInContext(),
                Documents.readable(message)));
  }

  /** What a problem statement says; nothing where it is not shared. */
  Optional<Entry> of(ProblemId id) {
    return sources.statements().shared(id).map(Entries::of);
  }

  /** What something that the index knows says now. */
  Optional<Entry> of(Documents.Known known, OpenIndex index) {
    return switch (known) {
      case Documents.KnownMessage(var place, _, _) ->
          message(place.thread(), place.number())
              .flatMap(message -> of(message, index.seen(place.thread()).title(), Map.of()));
      case Documents.KnownProblem(_, var id, _) -> of(id);
    };
  }

  private static Entry of(Problem problem) {
    var words = Documents.words(problem);
    return new Entry(
        Documents.id(problem.id()),
        Documents.of(problem),
        String.join("\n", words),
        words.hashCode(),
        List.of());
  }

  private static Optional<Markdown> words(Message message) {
    return message.body() instanceof Body.Said(var words) ? Optional.of(words) : Optional.empty();
  }

  private Optional<Message> before(Message message, Map<Integer, Message> at) {
    var number = Said.before(message);
    return number < 1
        ? Optional.empty()
        : Optional.ofNullable(at.get(number)).or(() -> message(message.thread(), number));
  }

  private Optional<Message> message(ThreadId thread, int number) {
    return sources.archive().messages(thread, number, number).stream().findFirst();
  }
}

package org.talanoa.search;

import java.util.Optional;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.ThreadHead;
import org.talanoa.discussion.ThreadId;
import org.talanoa.problem.Problem;
import org.talanoa.problem.ProblemId;
import org.talanoa.room.RoomId;
import org.talanoa.text.Rendering;

/**
 * Something that peers talk about, or are about to.
 *
 * @param room where the asker stands; a sealed room is searched from inside only
 * @param text the words by which it is told
 * @param thread where it is talked about already
 * @param problem the statement that says it
 */
public record Matter(
    RoomId room, String text, Optional<ThreadId> thread, Optional<ProblemId> problem) {
  private static final Rendering RENDERING = new Rendering();

  /** What an exchange is about: its title, and what it begins with. */
  public static Matter of(Message first, ThreadHead head) {
    var words = first.body() instanceof Body.Said(var said) ? RENDERING.plain(said) : "";
    return new Matter(
        first.room(), head.title() + "\n" + words, Optional.of(head.id()), Optional.empty());
  }

  /** What a statement says. */
  public static Matter of(Problem problem) {
    return new Matter(
        problem.room(),
        String.join("\n", Documents.words(problem)),
        problem.thread(),
        Optional.of(problem.id()));
  }

  /** What somebody is about to ask. */
  public static Matter of(RoomId room, String text) {
    return new Matter(room, text, Optional.empty(), Optional.empty());
  }
}

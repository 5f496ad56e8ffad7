package org.talanoa.door.wire;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.talanoa.Refusal;
import org.talanoa.discussion.Draft;
import org.talanoa.text.Markdown;

/**
 * A message to be posted.
 *
 * @param key chosen by the client; sending the same key again posts nothing new
 * @param answers the number of the message it replies to
 * @param attachments ids of uploaded files
 * @param pseudonym whether to say it under one's pseudonym in the thread
 */
public record DraftJson(
    @Nullable String key,
    @Nullable String markdown,
    @Nullable Integer answers,
    @Nullable List<String> attachments,
    @Nullable AskJson poll,
    @Nullable Boolean pseudonym) {

  /** A poll to be asked. */
  public record AskJson(
      @Nullable String question, @Nullable List<String> options, boolean several) {}

  /** The draft, or a refusal that says what is wrong with it. */
  public Draft draft() {
    if (key == null) {
      throw new Refusal.NotLikeThis("message.keyForm");
    }
    return new Draft(
        key,
        Markdown.of(markdown == null ? "" : markdown),
        Optional.ofNullable(answers),
        attachments == null ? List.of() : attachments,
        Optional.ofNullable(poll).map(DraftJson::question),
        Boolean.TRUE.equals(pseudonym));
  }

  private static Draft.Question question(AskJson ask) {
    return new Draft.Question(
        ask.question() == null ? "" : ask.question(),
        ask.options() == null ? List.of() : ask.options(),
        ask.several());
  }
}

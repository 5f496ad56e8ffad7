package org.talanoa.discussion;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.talanoa.Refusal;
import org.talanoa.text.Clean;
import org.talanoa.text.Markdown;

/**
 * A message that is about to be posted.
 *
 * @param key chosen by the client; the same key from the same person in the same thread is the same
 *     message, however often it is sent
 * @param answers the number of the message it replies to
 * @param attachments ids of files uploaded to the room by the same person; none under a pseudonym,
 *     because a file may say within who made it
 * @param underPseudonym whether to say it under the pseudonym that the author has in the thread
 */
public record Draft(
    String key,
    Markdown markdown,
    Optional<Integer> answers,
    List<String> attachments,
    Optional<Question> poll,
    boolean underPseudonym) {
  /** The most files one message may carry. */
  public static final int MOST_ATTACHMENTS = 10;

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{8,64}");

  public Draft {
    attachments = List.copyOf(attachments);
    if (!KEY.matcher(key).matches()) {
      throw new Refusal.NotLikeThis("message.keyForm");
    }
    if (attachments.size() > MOST_ATTACHMENTS) {
      throw new Refusal.NotLikeThis("message.tooManyAttachments", MOST_ATTACHMENTS);
    }
    if (underPseudonym && !attachments.isEmpty()) {
      throw new Refusal.NotLikeThis("message.pseudonymWithFiles");
    }
  }

  /** A draft of words alone. */
  public static Draft of(String key, String words) {
    return new Draft(key, Markdown.of(words), Optional.empty(), List.of(), Optional.empty(), false);
  }

  /** The same draft as a reply to that message. */
  public Draft answering(int number) {
    return new Draft(key, markdown, Optional.of(number), attachments, poll, underPseudonym);
  }

  /** The same draft, to be said under the pseudonym that its author has in the thread. */
  public Draft veiled() {
    return new Draft(key, markdown, answers, attachments, poll, true);
  }

  /** A poll that has not been asked yet. */
  public record Question(String text, List<String> options, boolean several) {
    public Question {
      text = Clean.line(text);
      options = options.stream().map(Clean::line).toList();
      if (Clean.isInvisible(text) || text.length() > 300) {
        throw new Refusal.NotLikeThis("poll.questionLength", 300);
      }
      if (options.size() < 2 || options.size() > 12) {
        throw new Refusal.NotLikeThis("poll.optionCount", 2, 12);
      }
      if (options.stream().anyMatch(option -> Clean.isInvisible(option) || option.length() > 140)) {
        throw new Refusal.NotLikeThis("poll.optionLength", 140);
      }
    }

    /** The question of a poll, without its votes. */
    static Question of(Poll poll) {
      return new Question(
          poll.question(), poll.options().stream().map(Poll.Option::text).toList(), poll.several());
    }

    Poll asked() {
      return new Poll(
          text,
          several,
          false,
          options.stream().map(option -> new Poll.Option(option, List.of())).toList());
    }
  }
}

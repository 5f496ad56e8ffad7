package org.talanoa.search;

import java.util.Objects;
import java.util.Optional;
import org.talanoa.discussion.Message;
import org.talanoa.text.Markdown;
import org.talanoa.text.Rendering;

/**
 * A message as it was said: its words, in a thread of this title, after these words of others.
 *
 * @param before what it answers, or what was said just before it; empty where nothing was
 */
record Said(Message message, Markdown words, String title, Optional<Markdown> before) {
  private static final Rendering RENDERING = new Rendering();

  /** So much of what was said before is enough to know what is talked about. */
  private static final int ENOUGH = 200;

  /** The number of the message that this one is understood from: what it answers, or the last. */
  static int before(Message message) {
    return message.answers().orElse(message.number() - 1);
  }

  /** What was said, without its markup. */
  String plain() {
    return RENDERING.plain(words);
  }

  /** Whether there is a link in it. */
  boolean hasLink() {
    return RENDERING.hasLink(words);
  }

  /** What a reader would need to have before them to understand it. */
  String inContext() {
    return title + "\n" + plain() + saidBefore().map(said -> "\n" + said).orElse("");
  }

  /** The beginning of what it answers or follows. */
  Optional<String> saidBefore() {
    return before.map(Said::excerpt);
  }

  private static String excerpt(Markdown said) {
    var plain = RENDERING.plain(said);
    return plain.length() <= ENOUGH
        ? plain
        : plain.substring(0, plain.lastIndexOf(' ', ENOUGH) + 1);
  }

  /** Tells one wording from another. */
  int wording() {
    return wording(message, words, title);
  }

  static int wording(Message message, Markdown words, String title) {
    return Objects.hash(words.source(), message.number() == 1 ? title : "");
  }

  /** Tells one wording in its context from another. */
  int wordingInContext() {
    return Objects.hash(words.source(), title, before.map(Markdown::source).orElse(""));
  }
}

package org.talanoa.text;

import java.util.List;

/**
 * From a person's text to what may be shown, and to plain words. Takes time in proportion to the
 * length of the text, whatever is in it. Thread safe.
 */
public final class Rendering {
  /** Safe markup for a text, with the names and addresses the reader may see. */
  public SafeHtml html(Markdown markdown, Links links) {
    var document = Dialect.parse(markdown);
    document.accept(new Resolving(links));
    return SafeHtml.of(Markup.of(document));
  }

  /**
   * The ids of the persons mentioned outside of quotes, and {@link Links#ROOM} where the whole room
   * is; the first 50, each once. Whether such persons exist is not known here.
   */
  public List<String> mentions(Markdown markdown) {
    return List.copyOf(References.in(Dialect.parse(markdown)).mentions());
  }

  /** Whether a reader could follow the text to something else than an attachment or a person. */
  public boolean hasLink(Markdown markdown) {
    return References.in(Dialect.parse(markdown)).hasLink();
  }

  /** The words alone, each block on lines of its own. May be empty. */
  public String plain(Markdown markdown) {
    return Words.of(Dialect.parse(markdown));
  }

  /** The beginning of the words, on one line, at most this many UTF-16 units long. */
  public String excerpt(Markdown markdown, int most) {
    return Excerpt.cut(plain(markdown).replaceAll("\\s+", " "), most);
  }
}

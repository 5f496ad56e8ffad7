package org.talanoa.discussion;

import java.util.Optional;
import java.util.regex.Pattern;
import org.talanoa.Refusal;
import org.talanoa.text.Stretch;

/**
 * A mark that says what kind of tacit knowledge a message holds. It belongs to the room: nobody
 * knows who set it.
 *
 * @param kind the id of a kind of the alliance
 * @param part which of the message's plain words are meant; empty where all of it is
 */
public record Telling(String kind, Optional<Stretch> part) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9](?:-?[a-z0-9]){1,59}");

  public Telling {
    if (!FORM.matcher(kind).matches()) {
      throw new Refusal.NotLikeThis("telling.kindUnknown");
    }
  }
}

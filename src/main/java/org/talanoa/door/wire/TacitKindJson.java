package org.talanoa.door.wire;

import java.util.Locale;
import org.talanoa.alliance.TacitKind;
import org.talanoa.door.Wording;

/**
 * A kind of tacit knowledge, in the reader's language or the alliance's own words.
 *
 * @param sort {@code about} where it says what something is about, {@code is} where it says what it
 *     is
 * @param own whether it is the alliance's own
 */
public record TacitKindJson(String id, String sort, String name, boolean own) {
  public static TacitKindJson of(TacitKind kind, Locale locale) {
    return new TacitKindJson(
        kind.id(),
        kind.sort().wireName(),
        kind.name().orElseGet(() -> Wording.of(locale, "tacit." + kind.id())),
        kind.name().isPresent());
  }
}

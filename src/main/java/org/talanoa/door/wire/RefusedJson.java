package org.talanoa.door.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.talanoa.Refusal;
import org.talanoa.door.Wording;

/**
 * Why something was not done.
 *
 * @param error the same in every language
 * @param message in the reader's language
 * @param retryAfter seconds after which it is worth trying again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RefusedJson(String error, String message, @Nullable Long retryAfter) {
  /** What a refusal says in this language. */
  public static RefusedJson of(Refusal refusal, Locale locale) {
    var after =
        refusal instanceof Refusal.TooMuch tooMuch
            ? Long.valueOf(Math.max(1, tooMuch.retryAfter().toSeconds()))
            : null;
    return new RefusedJson(refusal.key(), Wording.of(locale, refusal), after);
  }
}

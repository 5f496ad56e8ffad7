package org.talanoa.door;

import java.text.MessageFormat;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.talanoa.Refusal;

/** Every text a person sees, in their language; English where there is none. Thread safe. */
public final class Wording {
  /** The languages in which every text is there. */
  public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.FRENCH);

  private static final ResourceBundle.Control ROOT_IS_ENGLISH =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private Wording() {}

  /** The sentence for this key. */
  public static String of(Locale locale, String key, Object... arguments) {
    var text = bundle(locale).getString(key);
    return new MessageFormat(text, locale).format(worded(locale, arguments));
  }

  /** A time is said as it is read off the clock where the reader is. */
  private static Object[] worded(Locale locale, Object... arguments) {
    var form = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT);
    return Arrays.stream(arguments)
        .map(argument ->
            argument instanceof ZonedDateTime time
                ? form.localizedBy(locale).format(time)
                : argument)
        .toArray();
  }

  /** What a refusal says. */
  public static String of(Locale locale, Refusal refusal) {
    try {
      return of(locale, "refusal." + refusal.key(), refusal.arguments().toArray());
    } catch (MissingResourceException _) {
      return of(locale, "refusal.other");
    }
  }

  /** All texts of this language. */
  public static ResourceBundle bundle(Locale locale) {
    return ResourceBundle.getBundle("messages", locale, ROOT_IS_ENGLISH);
  }
}

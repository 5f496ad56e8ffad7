package org.talanoa.door.ui;

import com.vaadin.flow.router.QueryParameters;
import java.time.Duration;
import java.util.Optional;
import org.talanoa.Refusal;
import org.talanoa.door.Wording;

/** What a form that was sent back says. */
final class Refused {
  private Refused() {}

  static Optional<String> in(QueryParameters parameters) {
    return parameters
        .getSingleParameter("refused")
        .filter(key -> key.matches("[a-zA-Z.]{1,60}"))
        .map(key -> Wording.of(Reader.locale(), refusal(key, wait(parameters))));
  }

  private static Refusal refusal(String key, long wait) {
    return switch (key) {
      case "tooMuch", "tooMuchHere" -> new Refusal.TooMuch(key, Duration.ofSeconds(wait), wait);
      case "password.length" -> new Refusal.NotLikeThis(key, 10, 200);
      case "text.titleLength", "person.nameLength" -> new Refusal.NotLikeThis(key, 120);
      case "portrait.tooLarge" -> new Refusal.NotLikeThis(key, 2);
      default -> new Refusal.NotLikeThis(key);
    };
  }

  private static long wait(QueryParameters parameters) {
    return parameters
        .getSingleParameter("wait")
        .filter(seconds -> seconds.matches("\\d{1,6}"))
        .map(Long::parseLong)
        .orElse(60L);
  }
}

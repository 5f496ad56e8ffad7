package org.talanoa.pulse;

import java.util.List;
import java.util.Optional;

/**
 * How trust in a room has gone.
 *
 * @param published the rounds that are over, the earliest first
 */
public record Course(List<Published> published) {
  /** Below this mean, of the 7 that there can be, trust comes first. */
  public static final double LOW = 4.5;

  /** As does it where the mean has fallen by so much since the round before. */
  public static final double FALL = 0.5;

  public Course {
    published = List.copyOf(published);
  }

  /** The rounds of which figures are shown, the earliest first. */
  public List<Published.Shown> shown() {
    return published.stream()
        .filter(Published.Shown.class::isInstance)
        .map(Published.Shown.class::cast)
        .toList();
  }

  /** The figures that were shown last. */
  public Optional<Figures> last() {
    var shown = shown();
    return shown.isEmpty() ? Optional.empty() : Optional.of(shown.getLast().figures());
  }

  /** Whether trust is low or has fallen, so that building it comes before asking for lessons. */
  public boolean trustFirst() {
    var shown = shown();
    if (shown.isEmpty()) {
      return false;
    }
    var now = shown.getLast().figures().trust();
    return now < LOW
        || shown.size() > 1 && shown.get(shown.size() - 2).figures().trust() - now >= FALL - 1e-9;
  }
}

package org.talanoa.door.ui;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import org.springframework.web.util.HtmlUtils;
import org.talanoa.pulse.Course;
import org.talanoa.pulse.Published;

/** Draws the course of trust. A table beside it says the same to those who do not see it. */
final class PulseChart {
  /** Of more rounds only the last bears its number. */
  private static final int MOST_NUMBERS = 10;

  private static final int WIDTH = 420;
  private static final int HEIGHT = 220;
  private static final int LEFT = 26;
  private static final int RIGHT = 18;
  private static final int TOP = 14;
  private static final int BOTTOM = 26;

  private final List<Published> rounds;
  private final ZoneId zone;
  private final Locale locale;
  private final StringBuilder svg = new StringBuilder();

  private PulseChart(List<Published> rounds, ZoneId zone, Locale locale) {
    this.rounds = rounds;
    this.zone = zone;
    this.locale = locale;
  }

  /**
   * As markup.
   *
   * @param rounds the earliest first, with figures in two of them at least
   */
  static String of(List<Published> rounds, ZoneId zone, Locale locale) {
    return new PulseChart(rounds, zone, locale).drawn();
  }

  static String day(Instant at, ZoneId zone, Locale locale) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
        .localizedBy(locale)
        .format(at.atZone(zone));
  }

  static String number(double figure, Locale locale) {
    var format = NumberFormat.getNumberInstance(locale);
    format.setMinimumFractionDigits(1);
    format.setMaximumFractionDigits(1);
    return format.format(figure);
  }

  private String drawn() {
    var shown =
        rounds.stream()
            .filter(Published.Shown.class::isInstance)
            .map(Published.Shown.class::cast)
            .toList();
    var says =
        Reader.say(
            "pulse.chart",
            day(shown.getFirst().round().closes(), zone, locale),
            day(shown.getLast().round().closes(), zone, locale),
            number(shown.getLast().figures().trust(), locale));
    svg.append("<div class='tal-chart'><svg viewBox='0 0 " + WIDTH + " " + HEIGHT + "' role='img'")
        .append(" aria-label='" + HtmlUtils.htmlEscape(says) + "'>");
    for (var level = 1; level <= 7; level++) {
      across("grid", y(level));
      words("", "end", LEFT - 8, y(level) + 4, Integer.toString(level));
    }
    across("low", y(Course.LOW));
    path("low", LEFT + 4, y(1) - 9, "h22");
    words("low", "start", LEFT + 32, y(1) - 5, Reader.say("pulse.low"));
    lines();
    points();
    return svg.append("</svg></div>").toString();
  }

  /** From round to round; broken where nothing is shown between. */
  private void lines() {
    for (var i = 1; i < rounds.size(); i++) {
      if (rounds.get(i - 1) instanceof Published.Shown before
          && rounds.get(i) instanceof Published.Shown now) {
        path("course", x(i - 1), y(trust(before)), "L" + x(i) + " " + y(trust(now)));
      }
    }
  }

  private static double trust(Published.Shown shown) {
    return shown.figures().trust();
  }

  private void points() {
    var last = rounds.size() - 1;
    for (var i = 0; i <= last; i++) {
      if (rounds.get(i) instanceof Published.Shown now) {
        var y = y(trust(now));
        svg.append("<circle cx='" + x(i) + "' cy='" + y + "' r='4.5'/>");
        if (rounds.size() <= MOST_NUMBERS || i == last) {
          words("value", "middle", x(i), y - 10, number(trust(now), locale));
        }
      }
    }
    words("", "start", LEFT, HEIGHT - 6, day(rounds.getFirst()));
    words("", "end", WIDTH - RIGHT + 8, HEIGHT - 6, day(rounds.getLast()));
  }

  private String day(Published published) {
    return day(published.round().closes(), zone, locale);
  }

  private void across(String kind, int y) {
    path(kind, LEFT, y, "H" + (WIDTH - RIGHT));
  }

  private void path(String kind, int x, int y, String to) {
    svg.append("<path class='" + kind + "' d='M" + x + " " + y + to + "'/>");
  }

  private void words(String kind, String anchor, int x, int y, String words) {
    svg.append("<text class='" + kind + "' text-anchor='" + anchor + "'")
        .append(" x='" + x + "' y='" + y + "'>" + HtmlUtils.htmlEscape(words) + "</text>");
  }

  private int x(int round) {
    var span = WIDTH - LEFT - RIGHT - 40;
    return LEFT + 20 + span * round / (rounds.size() - 1);
  }

  private int y(double trust) {
    return (int) Math.round(HEIGHT - BOTTOM - (trust - 1) / 6 * (HEIGHT - TOP - BOTTOM));
  }
}

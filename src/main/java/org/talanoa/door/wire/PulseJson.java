package org.talanoa.door.wire;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.talanoa.pulse.Asked;
import org.talanoa.pulse.Course;
import org.talanoa.pulse.Figures;
import org.talanoa.pulse.Plan;
import org.talanoa.pulse.Published;
import org.talanoa.pulse.Pulse;
import org.talanoa.pulse.Round;
import org.talanoa.pulse.Statement;

/**
 * The pulse of a room.
 *
 * @param round the one that is open, or opens next
 * @param asked what it wants of whoever asks: {@code nothing}, {@code waits}, {@code answered},
 *     {@code rests} (they have answered in another room shortly before) or {@code mute}
 * @param published the rounds that are over, the earliest first
 * @param trustFirst whether building trust comes before asking for lessons
 */
public record PulseJson(
    @Nullable PlanJson plan,
    @Nullable RoundJson round,
    String asked,
    List<PublishedJson> published,
    boolean trustFirst) {
  /**
   * When the pulse is taken.
   *
   * @param everyWeeks zero for once
   */
  public record PlanJson(Instant starts, int everyWeeks, int openDays) {
    static PlanJson of(Plan plan) {
      return new PlanJson(plan.starts(), plan.everyWeeks(), plan.openDays());
    }
  }

  /** One time that the people of the room are asked. */
  public record RoundJson(int number, Instant opens, Instant closes) {
    public static RoundJson of(Round round) {
      return new RoundJson(round.number(), round.opens(), round.closes());
    }
  }

  /**
   * What is known of a round that is over.
   *
   * @param trust the mean of all statements, or null where too few have answered
   * @param turnout {@code few} (5 to 7), {@code some} (8 to 11) or {@code many}
   * @param means for each statement, rounded to half points; the higher, the safer
   */
  public record PublishedJson(
      RoundJson round,
      @Nullable Double trust,
      @Nullable String turnout,
      @Nullable Map<String, Double> means) {
    static PublishedJson of(Published published) {
      var round = RoundJson.of(published.round());
      return switch (published) {
        case Published.TooFew _ -> new PublishedJson(round, null, null, null);
        case Published.Shown(var _, var figures) ->
            new PublishedJson(round, figures.trust(), figures.turnout().wireName(), means(figures));
      };
    }

    private static Map<String, Double> means(Figures figures) {
      var means = new LinkedHashMap<String, Double>();
      Statement.ALL.forEach(each -> means.put(each.wireName(), figures.mean(each)));
      return means;
    }
  }

  public static PulseJson of(Pulse pulse) {
    Course course = pulse.course();
    return new PulseJson(
        pulse.plan().map(PlanJson::of).orElse(null),
        pulse.round().map(RoundJson::of).orElse(null),
        switch (pulse.asked()) {
          case Asked.Nothing _ -> "nothing";
          case Asked.Waits _ -> "waits";
          case Asked.Answered _ -> "answered";
          case Asked.Rests _ -> "rests";
          case Asked.Mute _ -> "mute";
        },
        course.published().stream().map(PublishedJson::of).toList(),
        course.trustFirst());
  }
}

package org.talanoa.door.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An activity as its reader may see it.
 *
 * @param now the server's clock
 */
public record ActivityJson(
    String id,
    String room,
    long revision,
    Instant now,
    String name,
    String purpose,
    String slowLine,
    boolean overDays,
    List<ExerciseJson.PhaseJson> phases,
    String stage,
    int phase,
    boolean settled,
    @Nullable Instant ends,
    @Nullable Instant paused,
    int count,
    List<PresentJson> people,
    boolean joined,
    boolean leads,
    boolean keeps,
    @Nullable PersonJson facilitator,
    @Nullable PersonJson asked,
    @Nullable Instant askedUntil,
    List<GroupJson> groups,
    int group,
    boolean mayWrite,
    int written,
    List<ContributionJson> shown,
    List<String> dots,
    @Nullable HarvestJson harvest) {

  /** Somebody who takes part. */
  public record PresentJson(PersonJson person, boolean here, boolean helps) {}

  /** Those who sit together, by their ids. */
  public record GroupJson(int number, List<String> members, int turn, @Nullable Instant turnEnds) {}

  /** Something that was written. */
  public record ContributionJson(
      String id,
      int phase,
      @Nullable PersonJson by,
      String html,
      String words,
      boolean mine,
      boolean late,
      boolean lent,
      boolean open,
      int dots) {}

  /** Where the harvest is; no thread while it waits to be approved. */
  public record HarvestJson(@Nullable String thread, int number) {}

  /** An activity in the list of its room. */
  public record HeadJson(
      String id,
      String name,
      String stage,
      int people,
      Instant opened,
      @Nullable PersonJson facilitator) {}
}

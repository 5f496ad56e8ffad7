package org.talanoa.alliance;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A grouping of institutions from several countries that learns together.
 *
 * @param description Markdown source
 * @param demonstration whether this is made-up material, which every screen has to say
 */
public record Alliance(
    AllianceId id,
    String name,
    String theme,
    String description,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    Stage stage,
    boolean demonstration) {

  /** One that is at the beginning of its path, of which more may be said later. */
  public static Alliance of(AllianceId id, String name, String theme) {
    return new Alliance(id, name, theme, "", null, null, Stage.PRE_FOUNDATIONAL, false);
  }
}

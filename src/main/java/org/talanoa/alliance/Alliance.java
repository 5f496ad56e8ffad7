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
    boolean demonstration) {}

package org.talanoa.door.wire;

import org.jspecify.annotations.Nullable;

/**
 * Who speaks.
 *
 * @param kind {@code person}, {@code pseudonym}, {@code imported} or {@code former}
 * @param person the id, for a person under their own name only
 */
public record BylineJson(
    String kind,
    @Nullable String person,
    String name,
    String initials,
    @Nullable String portrait) {}

package org.talanoa.door.wire;

import org.jspecify.annotations.Nullable;

/** A person as their peers see them. */
public record PersonJson(
    String id,
    String name,
    String initials,
    @Nullable String portrait,
    String institution,
    String country,
    String position) {}

package org.talanoa.door.wire;

import org.jspecify.annotations.Nullable;

/**
 * What a message tells, or a part of it.
 *
 * @param kind the id of a kind of tacit knowledge
 * @param from where the part begins in the message's plain words; null where all of it is meant
 * @param to where the part ends
 * @param words the part itself
 * @param nth which of the places where these words stand is meant, counted from 0
 */
public record TellingJson(
    String kind,
    @Nullable Integer from,
    @Nullable Integer to,
    @Nullable String words,
    @Nullable Integer nth) {}

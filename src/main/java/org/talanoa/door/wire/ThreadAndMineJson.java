package org.talanoa.door.wire;

import org.jspecify.annotations.Nullable;

/**
 * A thread and what the asking reader has of it.
 *
 * @param pseudonym the name that this reader has or would be given there; in lists, and where there
 *     are no pseudonyms, it is left out
 */
public record ThreadAndMineJson(ThreadJson thread, MineJson mine, @Nullable String pseudonym) {}

package org.talanoa.room;

import java.time.Instant;

/**
 * How long what was said in a room was promised to be kept before this was changed. What was said
 * until then goes when it was promised to, however long the room keeps what is said now.
 *
 * @param until when it was changed
 */
public record FormerRetention(Retention retention, Instant until) {}

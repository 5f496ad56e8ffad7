package org.talanoa.door.wire;

import java.time.Instant;
import java.util.List;

/** What is known of a thread without its messages. */
public record ThreadJson(
    String id,
    String room,
    String title,
    int last,
    long revision,
    Instant at,
    Instant startedAt,
    BylineJson by,
    BylineJson lastBy,
    boolean locked,
    boolean question,
    boolean answered,
    List<Integer> pins,
    List<Integer> silent) {}

package org.talanoa.problem;

import java.util.Arrays;

/** A place of a statement where words stand: the answer to a question, or a cause. */
public sealed interface Spot permits Part, CauseId {
  /** The name used on the wire. */
  String wireName();

  /** The spot with this wire name. */
  static Spot of(String wireName) {
    return Arrays.stream(Part.values())
        .filter(part -> part.wireName().equals(wireName))
        .map(Spot.class::cast)
        .findFirst()
        .orElseGet(() -> new CauseId(wireName));
  }
}

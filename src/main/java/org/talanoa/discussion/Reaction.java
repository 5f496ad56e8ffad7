package org.talanoa.discussion;

import java.util.Arrays;
import java.util.Locale;
import org.talanoa.Refusal;

/** The five reactions that mean something among peers. */
public enum Reaction {
  THANKS,
  SAME_HERE,
  TRIED_THIS,
  TELL_ME_MORE,
  INSIGHT;

  /** The name used on the wire, in the database and in message keys, such as {@code same-here}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The reaction with this wire name. */
  public static Reaction of(String wireName) {
    return Arrays.stream(values())
        .filter(reaction -> reaction.wireName().equals(wireName))
        .findFirst()
        .orElseThrow(() -> new Refusal.NotLikeThis("message.reactionUnknown"));
  }
}

package org.talanoa.alliance;

import java.util.EnumSet;
import java.util.Locale;

/** Where an alliance is on its path; the stages follow each other in this order. */
public enum Stage {
  /** It is looked for peers and for what they have in common. */
  PRE_FOUNDATIONAL,
  /** Peers are found and matched, and agree on the problem. */
  FOUNDATIONAL_ENGAGEMENT,
  /** They stay in contact between the workshops. */
  SUSTAINED_CONTACT,
  /** They have learnt from each other what they use. */
  LEARNING_OUTCOMES,
  /** What was learnt spreads in their institutions. */
  DIFFUSION_AND_SCALE;

  /** How many stages there are up to this one. */
  public int place() {
    return EnumSet.range(PRE_FOUNDATIONAL, this).size();
  }

  /** As it is called in questions and at the doors. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

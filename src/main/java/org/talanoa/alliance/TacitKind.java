package org.talanoa.alliance;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A kind of tacit knowledge, by which what is said can be marked and found again.
 *
 * @param id its name in addresses and wherever something is marked by it; the same for ever
 * @param name in an alliance's own words; empty where it is a kind of the house, which doors word
 */
public record TacitKind(String id, Sort sort, Optional<String> name) {
  /** What a kind says of what is told. */
  public enum Sort {
    /** What it is about. */
    ABOUT,
    /** What it is. */
    IS;

    /** The name used on the wire. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The kinds that every alliance has. */
  public static final List<TacitKind> HOUSE =
      List.of(
          house("team", Sort.ABOUT),
          house("political-tension", Sort.ABOUT),
          house("political-support", Sort.ABOUT),
          house("culture", Sort.ABOUT),
          house("prioritisation", Sort.ABOUT),
          house("sequencing", Sort.ABOUT),
          house("experience", Sort.IS),
          house("story", Sort.IS));

  private static TacitKind house(String id, Sort sort) {
    return new TacitKind(id, sort, Optional.empty());
  }

  static TacitKind own(String id, String name) {
    return new TacitKind(id, Sort.ABOUT, Optional.of(name));
  }
}

package org.talanoa.room;

import java.util.Locale;

/** How confidential a room is. The table in {@code HouseRules} says what follows from it. */
public enum RoomKind {
  /** Read by every member and observer of the alliance; quoted with the author's name. */
  OPEN,
  /** Read by those who sit in it; quoted with the author's consent. */
  CLOSED,
  /** Read by those who sit in it; what was said may be used, never who said it. */
  CHATHAM_HOUSE,
  /** Read by those who sit in it; nothing leaves, not even a word of it in a notice. */
  SEALED;

  /** Whether what was said is found by a search that starts outside the room. */
  public boolean foundFromOutside() {
    return this != SEALED;
  }

  /** Whether something can be said here under a pseudonym. */
  public boolean pseudonyms() {
    return this != OPEN;
  }

  /** Whether somebody accepts the norms before they read what was said here. */
  public boolean normsFirst() {
    return this != OPEN;
  }

  /** Whether a word of what is said, or of a thread's title, may be shown outside the room. */
  public boolean wordsLeave() {
    return this != SEALED;
  }

  /**
   * Whether the talk of a room may go on in one of this kind, which has its name and its people: of
   * a sealed room neither may be seen by all of the alliance.
   */
  public boolean mayGoOnAs(RoomKind next) {
    return next != this && !(this == SEALED && next == OPEN);
  }

  /** The name used on the wire and in message keys, such as {@code chatham-house}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind with this wire name. */
  public static RoomKind of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}

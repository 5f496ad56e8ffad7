package org.talanoa.discussion;

import java.util.List;

/**
 * The pseudonyms under which somebody has spoken in a thread. Says nothing of who bears them: what
 * could tell that is of use in this package only, and there only with the installation's key.
 * Immutable.
 */
public final class Pseudonyms {
  static final Pseudonyms NONE = new Pseudonyms(List.of());

  private final List<Borne> borne;

  Pseudonyms(List<Borne> borne) {
    this.borne = List.copyOf(borne);
  }

  /**
   * A name, and the mark by which its bearer is recognised.
   *
   * @param thread where the name was given; another one than this where messages were moved here
   */
  record Borne(String name, String mark, ThreadId thread) {
    @Override
    public String toString() {
      return name;
    }
  }

  List<Borne> borne() {
    return borne;
  }

  /** Whether somebody bears this name here. */
  boolean holds(String name) {
    return borne.stream().anyMatch(each -> each.name().equals(name));
  }

  boolean isEmpty() {
    return borne.isEmpty();
  }

  @Override
  public String toString() {
    return borne.size() + " pseudonyms";
  }
}

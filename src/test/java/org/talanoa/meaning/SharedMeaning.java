package org.talanoa.meaning;

/** What texts mean, by one model that all tests of a process share, because it is slow to load. */
public final class SharedMeaning {
  public static final Meaning ON = new Meaning("on");

  private SharedMeaning() {}
}

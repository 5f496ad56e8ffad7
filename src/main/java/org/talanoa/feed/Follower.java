package org.talanoa.feed;

/** Hears of changes, on a thread of the feed. */
public interface Follower<C> {
  /** Something is now so. May be said more than once. */
  void told(C change);

  /** Something may not have been told; whoever has seen less catches up. */
  void missed();

  /** Nothing more waits to be told now; whoever gathers changes can pass them on. */
  default void rested() {}
}

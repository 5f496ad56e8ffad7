package org.talanoa.storage;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Changes on a database without transactions: a lock for each key, undo on failure. */
final class EmbeddedTogether implements Together {
  private final KeyLocks locks = new KeyLocks();
  private final @Nullable Committer committer;
  private final Duration timeout;

  /**
   * Without a committer the database acknowledges durably by itself.
   *
   * @param timeout the most that a change may wait for those before it
   */
  EmbeddedTogether(@Nullable Committer committer, Duration timeout) {
    this.committer = committer;
    this.timeout = timeout;
  }

  @Override
  public <T extends @Nullable Object> T change(String key, Work<T> work, Consumer<? super T> told) {
    var lock = locks.take(key, timeout);
    try {
      var result = committer == null ? whole(work) : durable(committer, work);
      told.accept(result);
      return result;
    } catch (MongoException failed) {
      if (committer != null) {
        committer.mustBeWell();
      }
      throw Unavailable.or(failed);
    } finally {
      lock.unlock();
    }
  }

  private static <T extends @Nullable Object> T durable(Committer committer, Work<T> work) {
    committer.mustHaveSpace();
    T result;
    Committer.Ticket ticket;
    committer.changing().lock();
    try {
      result = whole(work);
      ticket = committer.ticket();
    } finally {
      committer.changing().unlock();
    }
    committer.await(ticket);
    return result;
  }

  private static <T extends @Nullable Object> T whole(Work<T> work) {
    var writing = new UndoableWriting();
    try {
      return work.with(writing);
    } catch (RuntimeException failed) {
      try {
        writing.undo();
      } catch (MongoException away) {
        failed.addSuppressed(away);
      }
      throw failed;
    }
  }
}

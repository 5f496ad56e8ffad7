package org.talanoa.storage;

import com.mongodb.MongoException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Changes on a database without transactions: a lock for each key, undo on failure. */
final class EmbeddedTogether implements Together {
  private final KeyLocks locks = new KeyLocks();
  private final @Nullable Committer committer;

  /** Without a committer the database acknowledges durably by itself. */
  EmbeddedTogether(@Nullable Committer committer) {
    this.committer = committer;
  }

  @Override
  public <T extends @Nullable Object> T change(String key, Work<T> work, Consumer<? super T> told) {
    var lock = locks.of(key);
    lock.lock();
    try {
      var result = committer == null ? whole(work) : durable(committer, work);
      told.accept(result);
      return result;
    } catch (MongoTimeoutException | MongoSocketException away) {
      throw new Unavailable("the database does not answer", false, away);
    } finally {
      lock.unlock();
    }
  }

  private static <T extends @Nullable Object> T durable(Committer committer, Work<T> work) {
    committer.mustHaveSpace();
    T result;
    committer.changing().lock();
    try {
      result = whole(work);
    } finally {
      committer.changing().unlock();
    }
    committer.await();
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

package org.talanoa.storage;

import com.mongodb.MongoClientException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;

/** The database cannot be written to now: it is away, or its disk is full. Worth trying again. */
public final class Unavailable extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int OUT_OF_DISK_SPACE = 14_031;
  private final boolean full;

  Unavailable(String message, boolean full, Throwable cause) {
    super(message, cause);
    this.full = full;
  }

  Unavailable(String message, boolean full) {
    super(message);
    this.full = full;
  }

  /**
   * What an error of the driver means for whoever wanted to write; itself where it means no such.
   */
  public static RuntimeException or(MongoException error) {
    if (error.getCode() == OUT_OF_DISK_SPACE) {
      return new Unavailable("the database has no space left", true, error);
    }
    var away =
        error instanceof MongoClientException
            || error instanceof MongoSocketException
            || error instanceof MongoNotPrimaryException
            || error instanceof MongoNodeIsRecoveringException
            || error instanceof MongoInterruptedException
            || error.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL)
            || error.hasErrorLabel(MongoException.UNKNOWN_TRANSACTION_COMMIT_RESULT_LABEL);
    return away ? new Unavailable("the database does not answer", false, error) : error;
  }

  /** Whether the disk is full, rather than the database away. */
  public boolean full() {
    return full;
  }
}

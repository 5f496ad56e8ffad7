package org.talanoa.storage;

/** The database cannot be written to now: it is away, or its disk is full. Worth trying again. */
public final class Unavailable extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final boolean full;

  Unavailable(String message, boolean full, Throwable cause) {
    super(message, cause);
    this.full = full;
  }

  Unavailable(String message, boolean full) {
    super(message);
    this.full = full;
  }

  /** Whether the disk is full, rather than the database away. */
  public boolean full() {
    return full;
  }
}

package org.talanoa.storage;

/** The identity of a file; random, says nothing. */
public record BlobId(String value) {
  @Override
  public String toString() {
    return value;
  }
}

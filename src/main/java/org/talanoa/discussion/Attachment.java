package org.talanoa.discussion;

/**
 * A file that belongs to a room.
 *
 * @param size in bytes
 * @param type the media type found in the file's own bytes, never the one it claimed
 */
public record Attachment(String id, String name, long size, String type) {
  /** Whether it is shown as a picture. */
  public boolean image() {
    return type.startsWith("image/");
  }
}

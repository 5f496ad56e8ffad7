package org.talanoa.room;

import java.util.regex.Pattern;
import org.talanoa.Refusal;

/** A room's identity; says nothing about the room. */
public record RoomId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]{8,24}");

  public RoomId {
    if (!FORM.matcher(value).matches()) {
      throw new Refusal.NotHere("room.unknown");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

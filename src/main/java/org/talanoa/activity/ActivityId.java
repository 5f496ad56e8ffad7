package org.talanoa.activity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import org.talanoa.Refusal;

/** An activity's identity; says nothing about it. */
public record ActivityId(@JsonValue String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]{8,40}");

  @JsonCreator
  public ActivityId {
    if (!FORM.matcher(value).matches()) {
      throw new Refusal.NotHere("activity.unknown");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

package org.talanoa.activity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import org.talanoa.Refusal;

/** An exercise's name in addresses; one of the library's is a few words, an own one is random. */
public record ExerciseId(@JsonValue String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9](?:-?[a-z0-9]){3,39}");

  @JsonCreator
  public ExerciseId {
    if (!FORM.matcher(value).matches()) {
      throw new Refusal.NotHere("exercise.unknown");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

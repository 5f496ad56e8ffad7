package org.talanoa.problem;

import java.util.regex.Pattern;
import org.talanoa.Refusal;

/** A cause's identity within its statement; made by whoever adds it. */
public record CauseId(String value) implements Spot {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]{8,32}");

  public CauseId {
    if (!FORM.matcher(value).matches()) {
      throw new Refusal.NotHere("problem.causeUnknown");
    }
  }

  @Override
  public String wireName() {
    return value;
  }

  @Override
  public String toString() {
    return value;
  }
}

package org.talanoa.problem;

import java.util.regex.Pattern;
import org.talanoa.Refusal;

/** A problem statement's identity; says nothing about the problem. */
public record ProblemId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]{8,40}");

  public ProblemId {
    if (!FORM.matcher(value).matches()) {
      throw new Refusal.NotHere("problem.unknown");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

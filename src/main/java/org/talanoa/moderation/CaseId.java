package org.talanoa.moderation;

import java.util.regex.Pattern;
import org.talanoa.Refusal;

/** A case's identity; says nothing about the case. */
public record CaseId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-f0-9]{20}");

  public CaseId {
    if (!FORM.matcher(value).matches()) {
      throw new Refusal.NotHere("case.unknown");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

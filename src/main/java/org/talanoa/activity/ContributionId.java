package org.talanoa.activity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import org.talanoa.Refusal;

/** A contribution's identity; says nothing about it. */
public record ContributionId(@JsonValue String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]{8,40}");

  @JsonCreator
  public ContributionId {
    if (!FORM.matcher(value).matches()) {
      throw new Refusal.NotHere("activity.contributionUnknown");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

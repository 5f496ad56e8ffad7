package org.talanoa.alliance;

import java.util.regex.Pattern;
import org.talanoa.Refusal;

/** An alliance's name in addresses: lower-case letters, digits and single hyphens. */
public record AllianceId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9](?:-?[a-z0-9]){1,59}");

  public AllianceId {
    if (!FORM.matcher(value).matches()) {
      throw new Refusal.NotHere("alliance.unknown");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

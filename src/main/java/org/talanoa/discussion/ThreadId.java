package org.talanoa.discussion;

import java.util.regex.Pattern;
import org.talanoa.Refusal;

/** A thread's identity; says nothing about the thread. */
public record ThreadId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]{8,40}");

  public ThreadId {
    if (!FORM.matcher(value).matches()) {
      throw new Refusal.NotHere("thread.unknown");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

package org.talanoa.door.wire;

import java.util.List;

/** A poll and who chose what. */
public record PollJson(String question, boolean several, boolean closed, List<OptionJson> options) {
  /** One answer. */
  public record OptionJson(String text, List<String> votes) {}
}

package org.talanoa.text;

import java.util.Optional;

/** What links and mentions in a text lead to; said by whoever shows it. */
public interface Links {
  /** The name a mention of this person shows; empty where there is no such person. */
  Optional<String> nameOf(String person);

  /** The address of an attachment. */
  String attachment(String id);
}

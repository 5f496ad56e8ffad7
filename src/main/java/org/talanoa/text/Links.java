package org.talanoa.text;

import java.util.Optional;

/** What mentions and attachments in a text lead to; said by whoever shows it. */
public interface Links {
  /** Stands for the whole room where a person is mentioned. */
  String ROOM = "room";

  /**
   * The name a mention of this person shows, without the {@code @}. Where it is empty, the mention
   * is shown as the words that were written.
   */
  Optional<String> nameOf(String person);

  /** The address of an attachment: {@code /api/rooms/{room}/attachments/{id}}. */
  String attachment(String id);
}

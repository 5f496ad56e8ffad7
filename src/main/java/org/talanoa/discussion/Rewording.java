package org.talanoa.discussion;

import java.util.Optional;
import org.bson.Document;
import org.talanoa.text.Markdown;
import org.talanoa.text.PlainWords;
import org.talanoa.text.Rendering;

/**
 * Gives a message other words. A mark on some of the former ones stays with them; where they are
 * not clearly there any more, it goes.
 */
final class Rewording {
  private static final Rendering RENDERING = new Rendering();

  private Rewording() {}

  static void reword(Document message, String words) {
    var tellings = Codec.tellings(message);
    if (tellings.stream().anyMatch(telling -> telling.part().isPresent())) {
      var before = plain(message.getString("body"));
      var after = plain(words);
      message.append(
          "tellings",
          tellings.stream()
              .flatMap(telling -> moved(telling, before, after).stream())
              .map(Codec::telling)
              .toList());
    }
    message.append("body", words);
  }

  private static Optional<Telling> moved(Telling telling, PlainWords before, PlainWords after) {
    return telling.part().isEmpty()
        ? Optional.of(telling)
        : telling
            .part()
            .flatMap(part -> before.moved(part, after))
            .map(part -> new Telling(telling.kind(), Optional.of(part)));
  }

  private static PlainWords plain(String words) {
    return PlainWords.of(RENDERING.plain(Markdown.of(words)));
  }
}

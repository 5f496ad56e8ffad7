package org.talanoa.search;

import java.util.Optional;
import java.util.function.Consumer;
import org.apache.lucene.document.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talanoa.meaning.Meaning;

/** The vector of what a text means. */
final class Understanding implements Completion {
  private static final Logger LOG = LoggerFactory.getLogger(Understanding.class);

  private final Meaning meaning;

  Understanding(Meaning meaning) {
    this.meaning = meaning;
  }

  @Override
  public String mark() {
    return Documents.PENDING;
  }

  @Override
  public boolean on() {
    return meaning.on();
  }

  @Override
  public int shownTogether() {
    return 32;
  }

  @Override
  public void prepare() {
    meaning.prepare();
  }

  @Override
  public Object from(Entry entry) {
    return entry.wording();
  }

  @Override
  public Consumer<Document> made(Entry entry) {
    var vector = vector(entry.text());
    return document ->
        vector.ifPresentOrElse(
            made -> Documents.mean(document, made), () -> document.removeField(Documents.PENDING));
  }

  /** A text that the model cannot take has no vector, and keeps no other from having one. */
  private Optional<float[]> vector(String text) {
    try {
      return meaning.of(text);
    } catch (RuntimeException untakable) {
      LOG.warn("what a text means could not be told: {}", untakable.getClass().getName());
      return Optional.empty();
    }
  }

  /** One text takes no time. */
  @Override
  public void stop() {}
}

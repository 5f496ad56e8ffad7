package org.talanoa.search;

import java.util.function.Consumer;
import org.apache.lucene.document.Document;
import org.talanoa.meaning.Meaning;

/** The vector of what a text means. */
final class Understanding implements Completion {
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
    var vector = meaning.of(entry.text());
    return document ->
        vector.ifPresentOrElse(
            made -> Documents.mean(document, made), () -> document.removeField(Documents.PENDING));
  }

  /** One text takes no time. */
  @Override
  public void stop() {}
}

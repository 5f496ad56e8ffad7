package org.talanoa.search;

import java.util.Optional;
import java.util.function.Consumer;
import org.apache.lucene.document.Document;

/** What a document is given later, because it takes longer than a message may wait to be found. */
interface Completion {
  /** The field that marks what is still to be completed. */
  String mark();

  boolean on();

  /** Loads what is needed now, so that nobody has to wait for it later. */
  void prepare();

  /** What this is made from; as long as that is equal, what was made fits. */
  Object from(Entry entry);

  /** Makes what the document is to be given; empty where that is to be tried again later. */
  Optional<Consumer<Document>> made(Entry entry);
}

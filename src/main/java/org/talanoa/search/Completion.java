package org.talanoa.search;

import java.util.function.Consumer;
import org.apache.lucene.document.Document;

/** What a document is given later, because it takes longer than a message may wait to be found. */
interface Completion {
  /** The field that marks what is still to be completed. */
  String mark();

  boolean on();

  /** How many are made before they are shown together. */
  int shownTogether();

  /** Loads what is needed now, so that nobody has to wait for it later. */
  void prepare();

  /** What this is made from; as long as that is equal, what was made fits. */
  Object from(Entry entry);

  /** Makes what the document is to be given. */
  Consumer<Document> made(Entry entry);

  /** Whoever makes something does not go on with it. */
  void stop();
}

package org.talanoa.search;

import org.apache.lucene.document.Document;

/**
 * What stands in the index of something that is said.
 *
 * @param text what a reader would need to have before them to understand it
 * @param wording tells one such text from another
 */
record Entry(String id, Document document, String text, int wording) {}

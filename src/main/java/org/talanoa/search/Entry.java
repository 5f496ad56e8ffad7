package org.talanoa.search;

import java.util.List;
import org.apache.lucene.document.Document;
import org.talanoa.discussion.Attachment;

/**
 * What stands in the index of something that is said.
 *
 * @param text what a reader would need to have before them to understand it
 * @param wording tells one such text from another
 * @param files those it carries whose words can be read
 */
record Entry(String id, Document document, String text, int wording, List<Attachment> files) {}

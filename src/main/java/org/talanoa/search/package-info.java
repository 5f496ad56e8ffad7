/**
 * Finding what was said, by words, within what the asker may read.
 *
 * <p>Owns the Lucene index in the data directory, which may be deleted at any time: it is derived
 * from {@code discussion} by the feed, and catches up by revision after a restart. A message is
 * found some milliseconds after it was acknowledged. An index that is damaged, of another form, or
 * ahead of the database is made anew beside the posting; where the disk cannot be written, what is
 * there is searched, the answer says how far it is, and it is tried again until it can.
 *
 * <p>The right to read is a filter inside every query, and {@code Scope} counts how rare a word is
 * inside the asker's rooms only, so that the words of other rooms move neither counts nor order.
 * Each hit is then read again through its seat; what says something else by now is no hit. A sealed
 * room is searched from inside only.
 */
@NullMarked
package org.talanoa.search;

import org.jspecify.annotations.NullMarked;

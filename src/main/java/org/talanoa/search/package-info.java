/**
 * Finding what was said, by its words and by what it means, within what the asker may read.
 *
 * <p>Owns the Lucene index in the data directory, which may be deleted at any time: it is derived
 * from {@code discussion} and {@code problem} by the feed, and catches up by revision after a
 * restart. A message is found by its words some milliseconds after it was acknowledged, from memory
 * until the next commit, which holds up nobody. It is opened beside the first visitors, after every
 * file was read against its checksum. An index that is damaged, of another form, or ahead of the
 * database is made anew beside the posting; a damaged one is set aside ({@code index-damaged})
 * until the next is damaged or somebody is erased. Where the disk cannot be written, what is there
 * is searched, the answer says how far it is, and it is tried again until it can; until then words
 * that were deleted are still counted, though no hit is shown.
 *
 * <p>Vectors are made beside the posting, by one thread, the latest text first, which gives way to
 * what was said just now and is not shown yet. The index itself is the queue: what wants a vector
 * is marked in it, so that nothing waits in memory, and nothing is forgotten by a restart. Files
 * are read in the same way by another thread ({@code FileReading}): a message is found by its own
 * words at once, and by those of its files when they are read. What they say, a hundred thousand
 * characters of a message at most, is stored in the message's document, so that nothing is read
 * twice and what goes goes with it; a file that cannot be read says nothing. Never kept is what a
 * document says of itself besides its text, such as who has written it. A text is understood in its
 * thread: with the title, and with what it answers or what was said just before; where that
 * changes, it is understood anew. A text that says the same as before keeps its vector. Only
 * English texts have one.
 *
 * <p>A few words have all to be there, in the text, in a file, or around it: in the title of its
 * thread or in what it answers; of a sentence any may be. In a file a word counts half. What fits
 * by its words and what fits by its meaning is made one list by {@code Fusion}; what peers have
 * tried or marked comes a little earlier. Nobody's standing counts, and time only where it is asked
 * for. Words are kept without their accents, and beside it with them, so that what is written so
 * comes first, and as stems by the rules of the {@code Language} that the text is in; a question,
 * too short to tell, is tried in all that its script allows. What is written without spaces ({@code
 * Unspaced}) is parted by dictionaries where there are some, and asked for by pairs of signs
 * otherwise. Where words of a question are one wording of a group that an alliance keeps, its other
 * wordings are looked for too, and count a little less; nothing of it is in the index, so that a
 * group holds from the next question on. Only the groups of alliances that the asker belongs to and
 * whose rooms are searched are known to it.
 *
 * <p>The right to read is a filter inside every query, for vectors as for words, and {@code Scope}
 * counts how rare a word is inside the asker's rooms only, so that the words of other rooms move
 * neither counts nor order; facets and spellings are taken from there too. The index is kept in the
 * order of rooms, so that this filter is a few runs of documents ({@code InRooms}), and a search
 * takes as long as the asker's rooms are large, not the index. Where more texts than {@code Scope}
 * compares one by one may be read, the nearest vectors are looked for in a graph that all rooms
 * share: others' texts may then decide which of the nearest are missed. Each hit is read again
 * through its seat; what says something else by now is no hit. A sealed room is searched from
 * inside only.
 *
 * <p>Where it outgrows a node, an engine of its own (OpenSearch, Vespa) takes the place of {@code
 * OpenIndex}, which is all that writes documents, and of {@code Scope}, which is all that asks;
 * what a document is stands in {@code Documents}, and what is asked of it in {@code Asked} and
 * {@code Narrowing}, whose queries are to be said in that engine's language. That engine has to
 * keep what is promised here: the rooms as a filter of each query, that by vectors too, and no
 * measure of rarity or length that is taken over rooms the asker does not sit in, so either a count
 * inside the filter, as {@code Scope} has it, or scores without one. Finding again by revision what
 * it has missed, and reading each hit through its seat, stay as they are.
 */
@NullMarked
package org.talanoa.search;

import org.jspecify.annotations.NullMarked;

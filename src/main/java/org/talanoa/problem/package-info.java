/**
 * Functional problems: what a room's people write together on what is wrong, why it matters and
 * where there is room to act; and the iterations in which they work on it.
 *
 * <p>Owns the collections {@code problems}, {@code edits}, {@code editKeys} and {@code iterations};
 * all sealed with the installation's key, because a statement begins as a draft that is nobody's
 * but its author's. Every accepted edit raises the statement's revision and is kept as a document
 * of its own, {@code {problem, revision}}, with what was sent and with what it made of the
 * statement. So any version is those documents laid over one another, a reader who is behind is
 * told what it lacks, and nothing that was accepted is lost: it stands in the statement or in its
 * history. What the author wrote before sharing stays the author's: for everybody else the history
 * begins with the sharing.
 *
 * <p>A text that was changed by two at once is merged word by word. Where both changed the same
 * words, the text stays and the other one is kept beside it until somebody settles it. An edit of
 * the words of a cause that was taken out meanwhile, or a new cause below it, brings it back.
 *
 * <p>A statement is as confidential as its room: whoever reads it shows a seat, whoever edits it a
 * voice. Edits are made by name. A library for merging three texts was looked for and left: what is
 * needed is a page of code, and the healthy ones merge lines, not words.
 *
 * <p>A statement on which nobody has worked for as long as its room keeps what is said is taken
 * away with all its versions and iterations.
 *
 * <p>Never decides who may do what, and says nothing in a thread but through {@code Posting}.
 */
@NullMarked
package org.talanoa.problem;

import org.jspecify.annotations.NullMarked;

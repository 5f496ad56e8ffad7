/**
 * Keeping order: reports, cases, decisions and appeals, notices to whom they concern, unmasking by
 * two, and the audit trail.
 *
 * <p>Owns the collections {@code appeals}, {@code audit}, {@code auditreasons}, {@code cases},
 * {@code moderation} and {@code notices}. A case belongs to a room and is seen by its keepers,
 * never by its subject, under whatever name they wrote. Everything but the trail is sealed with the
 * installation's key.
 *
 * <p>What is decided restrains through {@code room} and hides through {@code discussion}; nothing
 * below knows of a case. Whoever wrote under a pseudonym is acted on through {@code
 * discussion.Authors} without a word about who it is; only two keepers together unmask.
 *
 * <p>What keepers do outside of a case, such as closing a thread, slowing a room down or taking a
 * seat away, is done by {@code Acts} alone, which has a reason for it, enters it in the trail
 * before it is done and tells whom it concerns; no door does it otherwise. {@code Appeals} takes
 * the one appeal that each of these, and each decision on a case, may have. Readers know entries by
 * numbers that count what they may read of their room. What cases repeat of messages goes with the
 * messages when their room has kept them for as long as it promised, and with whoever wrote it.
 *
 * <p>The trail is a chain of keyed hashes: whoever has not the installation's key can neither
 * change, remove, insert nor reorder an entry without {@code ./talanoa verify-audit} finding it.
 * Cutting off the end is found by the anchor beside the key. Whoever has the key and both files can
 * rewrite everything; against that, copies of the anchor are kept elsewhere. No entry names whom a
 * decision concerned.
 */
@NullMarked
package org.talanoa.moderation;

import org.jspecify.annotations.NullMarked;

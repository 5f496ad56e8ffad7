package org.talanoa.moderation;

import java.time.Instant;
import java.util.Optional;
import org.talanoa.people.PersonId;

/**
 * An entry of the audit trail as a keeper may read it.
 *
 * @param id names the entry; nothing can be read from it
 * @param number 1, 2, 3 … over what this keeper may read of the room, without holes: it tells
 *     neither what was done in other rooms nor that something was done that is not for them
 * @param act the deed's wire name
 * @param by the keeper who did it; empty for the person concerned, who is never named
 * @param about what it was done to, such as {@code case/…/hide}
 * @param reason the words, unless they were taken away
 */
public record Entry(
    String id,
    long number,
    Instant at,
    String act,
    Optional<PersonId> by,
    String about,
    Optional<String> reason) {}

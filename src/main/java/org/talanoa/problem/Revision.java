package org.talanoa.problem;

import java.time.Instant;
import java.util.Optional;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;

/**
 * One accepted edit of a statement, as it is kept.
 *
 * @param number the revision that it made
 * @param by who made it; nobody where they are no longer here
 * @param edit what was sent
 * @param patch what it made of the statement
 * @param shared whether the room may read it
 * @param seating the room's seating revision known to whoever made it
 */
public record Revision(
    ProblemId problem,
    RoomId room,
    long number,
    Instant at,
    Optional<PersonId> by,
    Edit edit,
    Patch patch,
    boolean shared,
    long seating) {}

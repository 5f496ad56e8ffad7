package org.talanoa.activity;

import java.time.Instant;
import java.util.Optional;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;

/**
 * An activity as it stands in the list of its room; not who takes part in it.
 *
 * @param facilitator who leads it; empty where that person is not here any more
 */
public record ActivityHead(
    ActivityId id,
    RoomId room,
    Texts name,
    Stage stage,
    int people,
    Instant opened,
    Optional<PersonId> facilitator) {}

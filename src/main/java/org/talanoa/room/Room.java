package org.talanoa.room;

import java.util.Optional;
import org.talanoa.alliance.AllianceId;

/**
 * A room of an alliance.
 *
 * @param purpose one or two sentences, Markdown source
 * @param seating raised by whatever changes what somebody may do in the room: every admission,
 *     removal, acceptance and restraint
 * @param revision raised by every change of the room
 * @param continuedIn the room in which the talk goes on; nobody speaks in this one any more
 */
public record Room(
    RoomId id,
    AllianceId alliance,
    RoomKind kind,
    String name,
    String purpose,
    long seating,
    long revision,
    Manner manner,
    Norms norms,
    Optional<RoomId> continuedIn) {}

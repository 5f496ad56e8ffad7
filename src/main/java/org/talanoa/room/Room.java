package org.talanoa.room;

import org.talanoa.alliance.AllianceId;

/**
 * A room of an alliance.
 *
 * @param purpose one or two sentences, Markdown source
 * @param seating raised by every admission to the room and removal from it
 */
public record Room(
    RoomId id, AllianceId alliance, RoomKind kind, String name, String purpose, long seating) {}

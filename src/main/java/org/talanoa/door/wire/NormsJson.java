package org.talanoa.door.wire;

/**
 * The norms of a room.
 *
 * @param version to be named when they are accepted
 * @param accepted the version that the asking person has accepted; zero for none
 * @param usual whether these are the usual norms of this kind of room
 */
public record NormsJson(
    String room, String name, String kind, int version, int accepted, boolean usual, String text) {}

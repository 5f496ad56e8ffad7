package org.talanoa.door.wire;

/** A room as the asking person sees it. */
public record RoomJson(
    String id,
    String alliance,
    String kind,
    String name,
    String purpose,
    boolean maySpeak,
    boolean mayJoin,
    boolean mayKeepOrder,
    int unread,
    int calls,
    int members) {}

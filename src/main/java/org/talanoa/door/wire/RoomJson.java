package org.talanoa.door.wire;

import org.jspecify.annotations.Nullable;

/**
 * A room as the asking person sees it.
 *
 * @param slow seconds to wait between two messages; zero for none
 * @param continuedIn the room in which the talk goes on, where it is open to this person
 * @param norms the version of its norms
 * @param accepted the version that this person has accepted; zero for none
 */
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
    int members,
    boolean pseudonyms,
    boolean namingForbidden,
    boolean rankHidden,
    long slow,
    boolean approveFirst,
    @Nullable String continuedIn,
    int norms,
    int accepted) {}

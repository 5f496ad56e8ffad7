package org.talanoa.room;

/**
 * The proof that a person may keep order in a room now. Made by {@link Rooms} only, for one act.
 */
public sealed interface Chair extends Voice permits Chairing {}

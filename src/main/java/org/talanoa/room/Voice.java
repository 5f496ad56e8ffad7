package org.talanoa.room;

/** The proof that a person may speak in a room now. Made by {@link Rooms} only, for one act. */
public sealed interface Voice extends Seat permits Chair, Speaking {}

package org.talanoa.door.wire;

/** A thread and what the asking reader has of it. */
public record ThreadAndMineJson(ThreadJson thread, MineJson mine) {}

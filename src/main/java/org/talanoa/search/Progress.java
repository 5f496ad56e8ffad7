package org.talanoa.search;

/** How far an index that catches up has come, in threads. */
public record Progress(int done, int of) {}

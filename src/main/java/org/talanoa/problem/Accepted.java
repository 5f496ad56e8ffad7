package org.talanoa.problem;

import java.util.Optional;

/**
 * What has become of an edit. Durable.
 *
 * @param revision of the statement by then
 * @param made what was kept of it; empty where it changed nothing
 */
public record Accepted(long revision, Optional<Revision> made) {}

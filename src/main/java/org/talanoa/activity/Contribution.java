package org.talanoa.activity;

import java.util.Optional;
import org.talanoa.people.PersonId;
import org.talanoa.text.Markdown;

/**
 * Something that was written in an activity, as one reader may see it.
 *
 * @param phase the number of the phase it was written for
 * @param by who wrote it; empty where it is shown without a name, or who wrote it is not here any
 *     more
 * @param mine whether it is the reader's own
 * @param late whether it came too late to count for its phase
 * @param lent whether the reader, who wrote it, lets it be used in the harvest
 * @param open whether everybody may read it
 * @param dots how many dots it was given, once that may be known
 */
public record Contribution(
    ContributionId id,
    int phase,
    Optional<PersonId> by,
    Markdown words,
    boolean mine,
    boolean late,
    boolean lent,
    boolean open,
    int dots) {}

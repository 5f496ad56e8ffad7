package org.talanoa.moderation;

import java.time.Instant;
import java.util.Optional;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.PersonId;

/**
 * An appeal against what a keeper of order did outside of a case, as the keepers see it who may
 * answer it.
 *
 * @param against what whoever appeals was told
 * @param thread the thread it is about; empty where it is about none
 * @param from who appeals, as they signed; empty where that was under a pseudonym in no thread
 * @param by the keeper who did it
 * @param reason why they did it
 * @param others whether somebody else than this keeper has to answer
 */
public record WaitingAppeal(
    String id,
    Notice.Kind against,
    Optional<ThreadId> thread,
    Optional<Byline> from,
    PersonId by,
    String reason,
    String words,
    Instant at,
    boolean others) {}

package org.talanoa.discussion;

import java.time.Instant;
import java.util.Optional;

/** Words somebody has begun to write; theirs alone, and not checked until they are posted. */
public record SavedDraft(
    String title, String words, Optional<Integer> answers, boolean underPseudonym, Instant at) {}

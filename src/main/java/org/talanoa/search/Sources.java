package org.talanoa.search;

import org.talanoa.discussion.Archive;
import org.talanoa.extraction.Extraction;
import org.talanoa.meaning.Meaning;
import org.talanoa.problem.Statements;

/** What the index is derived from. */
record Sources(Archive archive, Statements statements, Meaning meaning, Extraction extraction) {}

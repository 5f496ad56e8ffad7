/**
 * Benchmarks: each measures one thing that somebody waits for or pays for, on the real classes and
 * mostly on the real server, and prints rows of a table with what is wanted. Run by {@code
 * ./talanoa bench}. Absolute figures belong to the machine named above the table; what is compared
 * with something else is measured in turn with it in the same run.
 */
@NullMarked
package org.talanoa.bench;

import org.jspecify.annotations.NullMarked;

/**
 * What a text means, as a vector: texts that mean alike lie close to each other.
 *
 * <p>A ground floor that uses nothing of the house. The model, all-MiniLM-L6-v2 quantised to eight
 * bits, comes inside a jar and runs in this process on the processor; nothing is ever sent or
 * fetched. It was taught English, and vectors are made of English texts only. It is loaded when it
 * is first needed (about a second, about a hundred megabytes outside the heap), and can be switched
 * off by {@code TALANOA_MEANING=off}; where it cannot be loaded, everything else goes on without
 * it.
 */
@NullMarked
package org.talanoa.meaning;

import org.jspecify.annotations.NullMarked;

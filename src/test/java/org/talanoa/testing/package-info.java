/** What tests share: a small world of people and rooms, seeds, and where the shared data is. */
@NullMarked
package org.talanoa.testing;

import org.jspecify.annotations.NullMarked;

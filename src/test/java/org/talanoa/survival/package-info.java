/**
 * What must survive: the real process is killed, cut off and starved while people talk, and one
 * checker verifies afterwards what must always hold, I1 to I6.
 */
@NullMarked
package org.talanoa.survival;

import org.jspecify.annotations.NullMarked;

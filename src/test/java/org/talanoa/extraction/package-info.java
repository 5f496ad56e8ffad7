/** Files of good and bad people. */
@NullMarked
package org.talanoa.extraction;

import org.jspecify.annotations.NullMarked;

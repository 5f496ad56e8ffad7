/** Texts of good and bad people. */
@NullMarked
package org.talanoa.text;

import org.jspecify.annotations.NullMarked;

/** Talanoa: where peers who reform governments learn from each other. */
@NullMarked
package org.talanoa;

import org.jspecify.annotations.NullMarked;

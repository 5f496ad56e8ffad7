/**
 * The ways in. Doors find out who asks, translate, and decide nothing: what a person may do is
 * asked of {@code room} and {@code alliance} in every act anew, because no door keeps a proof.
 */
@NullMarked
package org.talanoa.door;

import org.jspecify.annotations.NullMarked;

/**
 * What goes over the wire, the same for REST and for the socket. Records ending in {@code Json} are
 * the shapes; {@link org.talanoa.door.wire.Wire} makes them from what a reader may know. No domain
 * type is ever written to a wire as it is.
 */
@NullMarked
package org.talanoa.door.wire;

import org.jspecify.annotations.NullMarked;

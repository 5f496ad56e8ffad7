/**
 * The live door: STOMP 1.2 over WebSocket at {@code /live}.
 *
 * <p>Spring's simple broker is not used: it encodes a frame anew for every subscriber, queues
 * without bound, decides once at subscription, and cannot end one. Here a change is encoded once,
 * each {@code Line} sends without blocking and with a bounded queue, and every delivery asks again
 * whether the reader may listen. A subscription also ends at the moment the right to it does, and
 * takes what is still queued with it. Only what parses as a {@code Destination} exists.
 *
 * <p>Nobody holds a line for longer than {@link org.talanoa.door.socket.Patience} says: who does
 * not say who they are, never ends a frame, does not answer a ping or does not read is sent away,
 * and nothing of them is kept from that moment on.
 */
@NullMarked
package org.talanoa.door.socket;

import org.jspecify.annotations.NullMarked;

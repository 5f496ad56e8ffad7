/**
 * The screens: Vaadin Flow around the live conversation. A view lays out and calls use cases; it
 * holds no rule and no proof. There is no server push: what lives comes over the socket door to the
 * web components in {@code frontend/}, so that a message to a thousand readers locks no session.
 */
@NullMarked
package org.talanoa.door.ui;

import org.jspecify.annotations.NullMarked;

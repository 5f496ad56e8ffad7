/**
 * The REST door under {@code /api}, described at {@code /api/openapi}. Every path gets its proof
 * from {@code rooms} or {@code alliances} and hands it to one use case.
 */
@NullMarked
package org.talanoa.door.rest;

import org.jspecify.annotations.NullMarked;

/**
 * Ways in for the operator: bringing in conversations, and the demonstration. They use the same use
 * cases as every other door.
 */
@NullMarked
package org.talanoa.door.command;

import org.jspecify.annotations.NullMarked;

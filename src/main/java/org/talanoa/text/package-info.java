/**
 * Text that came from a person, and markup that is safe to show.
 *
 * <p>{@link org.talanoa.text.Markdown} is valid or cannot be made. Only {@link
 * org.talanoa.text.Rendering} turns it into {@link org.talanoa.text.SafeHtml}: CommonMark with
 * tables, strikethrough and bare links, then an allow-list. Raw HTML is shown as the text it is;
 * pictures come from the installation's own attachments only, so that no reader is tracked. Texts
 * never appear in {@code toString}, so that they cannot slip into a log. Owns no collection.
 */
@NullMarked
package org.talanoa.text;

import org.jspecify.annotations.NullMarked;

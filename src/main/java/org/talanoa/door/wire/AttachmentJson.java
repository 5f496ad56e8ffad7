package org.talanoa.door.wire;

/**
 * A file.
 *
 * @param size in bytes
 */
public record AttachmentJson(
    String id, String name, long size, String type, boolean image, String url) {}

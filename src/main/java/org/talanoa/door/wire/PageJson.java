package org.talanoa.door.wire;

import java.util.List;

/** Some messages of a thread, and the thread. */
public record PageJson(ThreadJson thread, List<MessageJson> messages) {}

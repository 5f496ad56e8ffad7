package org.talanoa.discussion;

import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;

/**
 * Everything that was said, for readers that keep something derived from it and catch up by
 * revision. Takes no proof, and so is never used by a door; a test holds that. Thread safe.
 */
@Service
public class Archive {
  private final Discussions discussions;

  public Archive(Discussions discussions) {
    this.discussions = discussions;
  }

  /** The heads of all threads, read again first: who catches up may have been told of more. */
  public Collection<ThreadHead> heads() {
    discussions.stored().load();
    return List.copyOf(discussions.stored().all());
  }

  /** Messages of a thread with numbers from one to another, both included. */
  public List<Message> messages(ThreadId thread, int from, int to) {
    return discussions.storedMessages().numbered(thread, IntStream.rangeClosed(from, to));
  }

  /** The bytes of a file that a message carries; empty where it is gone. To be closed. */
  public Optional<InputStream> content(Attachment file) {
    return discussions.attachments().content(file.id());
  }
}

package org.talanoa.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opentest4j.TestAbortedException;
import org.talanoa.discussion.Archive;
import org.talanoa.discussion.ThreadHead;
import org.talanoa.search.Inquiry;
import org.talanoa.search.Question;
import org.talanoa.search.Search;
import org.talanoa.testing.SharedData;

/** An installation with 56 348 real messages, brought in once for all that ask for it. */
final class Imported {
  private static Optional<Path> data = Optional.empty();

  private Imported() {}

  /** Empty where the real messages are not here. */
  static synchronized Optional<Installation> open() throws IOException {
    Path file;
    try {
      file = SharedData.file("conversations/ubuntu-irc.jsonl.gz");
    } catch (TestAbortedException _) {
      return Optional.empty();
    }
    if (data.isEmpty()) {
      data = Optional.of(brought(file));
    }
    var installation = new Installation(data.get());
    var search = installation.bean(Search.class);
    while (progressing(installation, search)) {
      Waiting.millis(200);
    }
    return Optional.of(installation);
  }

  private static Path brought(Path file) throws IOException {
    var directory = Directories.fresh();
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  try {
                    Directories.delete(directory);
                  } catch (IOException left) {
                    System.err.println("left behind: " + left.getMessage());
                  }
                }));
    try (var empty = new Installation(directory)) {
      empty.organiser();
    }
    new Installation(
            directory,
            "--spring.profiles.active=import",
            file.toString(),
            "--alliance=" + Installation.ALLIANCE,
            "--room=Brought")
        .close();
    return directory;
  }

  private static boolean progressing(Installation installation, Search search) {
    var seats =
        installation.bean(org.talanoa.room.Rooms.class).seats(installation.organiser().person());
    return search
        .find(seats, new Inquiry(Optional.empty(), Question.of("ubuntu"), 0, 1))
        .indexing()
        .isPresent();
  }

  /** All threads, the longest first. */
  static List<ThreadHead> threads(Installation installation) {
    return installation.bean(Archive.class).heads().stream()
        .sorted(
            Comparator.comparingInt(ThreadHead::last)
                .reversed()
                .thenComparing(head -> head.id().value()))
        .toList();
  }
}

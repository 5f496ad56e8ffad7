package org.talanoa.moderation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** A file beside the database that notes how far the audit trail goes. Not thread safe. */
final class Anchor {
  private final Path file;
  private final Chain chain;

  Anchor(Path data, Chain chain) {
    this.file = data.resolve("audit.anchor");
    this.chain = chain;
  }

  /** How many entries there were, and the hash of the last. */
  record Noted(long count, String hash) {}

  boolean isThere() {
    return Files.exists(file);
  }

  /** What the file notes; empty where there is none, or one that was not written with the key. */
  Optional<Noted> noted() {
    try {
      var parts = Files.readString(file).strip().split(" ");
      if (parts.length != 3 || !parts[0].matches("\\d{1,18}")) {
        return Optional.empty();
      }
      var noted = new Noted(Long.parseLong(parts[0]), parts[1]);
      return chain.isAnchor(noted.count(), noted.hash(), parts[2])
          ? Optional.of(noted)
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  void note(long count, String hash) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      var fresh = file.resolveSibling("audit.anchor.new");
      Files.writeString(fresh, chain.anchor(count, hash) + "\n");
      if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
      }
      try (var written = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      throw new UncheckedIOException("cannot write " + file, unwritable);
    }
  }
}

package org.talanoa.moderation;

import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.talanoa.storage.Storage;

/**
 * Sets the audit trail aside, as it stands, in a file beside the database, so that another can
 * begin where it cannot be added to any more. For an operator, while nothing else runs.
 */
public final class SettingAside {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'audit-'uuuuMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);
  private static final int AT_ONCE = 500;

  private final Storage storage;
  private final Path data;
  private final Clock clock;

  public SettingAside(Storage storage, Path data, Clock clock) {
    this.storage = storage;
    this.data = data;
    this.clock = clock;
  }

  /** Where it lies now: one document a line, the entries before the words of their reasons. */
  public Path setAside() {
    var collections =
        List.of(
            storage.database().getCollection("audit"),
            storage.database().getCollection("auditreasons"));
    var file = data.resolve(NAME.format(clock.instant()) + ".jsonl");
    try {
      write(file, collections);
      collections.forEach(this::empty);
      var anchor = data.resolve("audit.anchor");
      if (Files.exists(anchor)) {
        Files.move(anchor, file.resolveSibling(file.getFileName() + ".anchor"));
      }
      return file;
    } catch (IOException unwritable) {
      throw new UncheckedIOException("cannot write " + file, unwritable);
    }
  }

  private static void write(Path file, List<MongoCollection<Document>> collections)
      throws IOException {
    Files.createFile(file);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    try (var writer =
        Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.WRITE)) {
      for (var collection : collections) {
        for (var document : collection.find()) {
          writer.write(document.toJson() + "\n");
        }
      }
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private void empty(MongoCollection<Document> collection) {
    for (var ids = some(collection); !ids.isEmpty(); ids = some(collection)) {
      var these = ids;
      storage
          .together()
          .change(
              "audit",
              writing -> {
                these.forEach(id -> writing.delete(collection, id));
                return these;
              });
    }
  }

  private static List<Object> some(MongoCollection<Document> collection) {
    return collection
        .find()
        .limit(AT_ONCE)
        .map(document -> Objects.requireNonNull(document.get("_id")))
        .into(new ArrayList<>());
  }
}

package org.talanoa.storage;

import de.bwaldvogel.mongo.MongoServer;
import java.nio.file.Path;
import java.util.Objects;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** The database of this process: one file, served on one loopback port for as long as it runs. */
final class Embedded implements AutoCloseable {
  private static final String FILE = "talanoa.mv";
  private static final String HOST = "127.0.0.1";

  /** Time for compacting the file when it is closed. */
  private static final int CLOSING_COMPACTION_MILLIS = 2_000;

  private final @Nullable Path directory;
  private final Committer committer;
  private final int port;
  private MVStore store;
  private MongoServer server;

  /** Without a directory it is in memory only. */
  Embedded(@Nullable Path directory, boolean sync, long reserve) {
    this.directory = directory;
    this.store = open();
    this.server = serve(store, 0);
    this.port = server.getLocalAddress().getPort();
    this.committer = new Committer(store, this::reopen, directory, sync, reserve);
  }

  private MVStore open() {
    var builder = new MVStore.Builder().autoCommitDisabled();
    if (directory != null) {
      builder.fileName(directory.resolve(FILE).toString()).cacheSize(64);
    }
    return builder.open();
  }

  private static MongoServer serve(MVStore store, int port) {
    var server = new MongoServer(new EmbeddedBackend(store));
    server.bind(HOST, port);
    return server;
  }

  /** Whoever is connected is cut off, and finds the file as it was last committed. */
  private synchronized MVStore reopen() {
    store.closeImmediately();
    server.shutdownNow();
    store = open();
    server = serve(store, port);
    return store;
  }

  /** Writes a file of what is there now, and goes on with that one. */
  void compact() {
    if (directory != null) {
      committer.rewrite(this::rewrite);
    }
  }

  private synchronized MVStore rewrite() {
    var path = Objects.requireNonNull(directory);
    server.shutdownNow(); // First, so that nobody is told of a closed store, or writes to it.
    if (!store.isClosed()) {
      store.commit();
      store.closeImmediately();
    }
    try {
      Rewriting.of(path.resolve(FILE));
    } finally {
      store = open();
      server = serve(store, port);
    }
    return store;
  }

  String address() {
    return "mongodb://" + HOST + ":" + port;
  }

  Committer committer() {
    return committer;
  }

  @Override
  public void close() {
    committer.close();
    closeStore();
  }

  private synchronized void closeStore() {
    server.shutdownNow();
    if (!store.isClosed()) {
      store.commit();
      store.close(CLOSING_COMPACTION_MILLIS);
    }
  }
}

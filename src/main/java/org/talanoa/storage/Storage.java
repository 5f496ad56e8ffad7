package org.talanoa.storage;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** The open database of one installation. Closing it makes everything durable. Thread safe. */
public final class Storage implements AutoCloseable {
  private static final String NAME = "talanoa";

  /** Time for compacting the file when it is closed. */
  private static final int CLOSING_COMPACTION_MILLIS = 2_000;

  private final MongoClient client;
  private final MongoDatabase database;
  private final Together together;
  private final Blobs blobs;
  private final @Nullable Embedded embedded;

  private record Embedded(MVStore store, MongoServer server, Committer committer) {}

  private Storage(MongoClient client, String name, Together together, @Nullable Embedded embedded) {
    this.client = client;
    this.database =
        client
            .getDatabase(name)
            .withWriteConcern(
                embedded == null ? WriteConcern.MAJORITY.withJournal(true) : WriteConcern.W1)
            .withReadConcern(embedded == null ? ReadConcern.MAJORITY : ReadConcern.DEFAULT);
    this.together = together;
    this.embedded = embedded;
    this.blobs = new Blobs(this);
  }

  /** A database without a file, for tests. */
  public static Storage inMemory() {
    return serve(new MVStore.Builder().autoCommitDisabled().open(), null, false, 0);
  }

  /**
   * The database in this directory's file, made where there is none.
   *
   * @param sync whether a change waits for the disk itself
   * @param reserve bytes that must stay free on the disk for a change to begin
   */
  public static Storage embedded(Path directory, boolean sync, long reserve) {
    try {
      Files.createDirectories(directory);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(
          "cannot make the data directory " + directory + "; name another with --data", unwritable);
    }
    var store =
        new MVStore.Builder()
            .fileName(directory.resolve("talanoa.mv").toString())
            .autoCommitDisabled()
            .cacheSize(64)
            .open();
    return serve(store, directory, sync, reserve);
  }

  /** A real MongoDB. */
  public static Storage at(String uri, Duration timeout) {
    var connection = new ConnectionString(uri);
    var client = MongoClients.create(settings(connection, timeout));
    var name = connection.getDatabase() == null ? NAME : connection.getDatabase();
    var replicated =
        client.getDatabase("admin").runCommand(new Document("hello", 1)).containsKey("setName");
    var together = replicated ? new ReplicaTogether(client) : new EmbeddedTogether(null);
    return new Storage(client, name, together, null);
  }

  private static Storage serve(
      MVStore store, @Nullable Path directory, boolean sync, long reserve) {
    var server = new MongoServer(new EmbeddedBackend(store));
    server.bind("127.0.0.1", 0);
    var connection = new ConnectionString(server.getConnectionString());
    var client = MongoClients.create(settings(connection, Duration.ofSeconds(30)));
    var committer = new Committer(store, directory, sync, reserve);
    return new Storage(
        client, NAME, new EmbeddedTogether(committer), new Embedded(store, server, committer));
  }

  private static MongoClientSettings settings(ConnectionString connection, Duration timeout) {
    var millis = Math.toIntExact(timeout.toMillis());
    return MongoClientSettings.builder()
        .applyConnectionString(connection)
        .applyToClusterSettings(cluster ->
            cluster.serverSelectionTimeout(Math.min(millis, 5_000), TimeUnit.MILLISECONDS))
        .applyToSocketSettings(socket ->
            socket
                .connectTimeout(Math.min(millis, 5_000), TimeUnit.MILLISECONDS)
                .readTimeout(millis, TimeUnit.MILLISECONDS))
        .applyToConnectionPoolSettings(
            pool -> pool.maxSize(100).maxWaitTime(Math.min(millis, 5_000), TimeUnit.MILLISECONDS))
        .build();
  }

  public MongoDatabase database() {
    return database;
  }

  public Together together() {
    return together;
  }

  public Blobs blobs() {
    return blobs;
  }

  /** Whether the database answers; never throws, waits at most some seconds. */
  public boolean alive() {
    try {
      database.runCommand(new Document("ping", 1));
      return true;
    } catch (RuntimeException _) {
      return false;
    }
  }

  /** Whether the database is served by this process; for the choice of the feed only. */
  public boolean embeddedHere() {
    return embedded != null;
  }

  @Override
  public void close() {
    client.close();
    if (embedded != null) {
      embedded.server().shutdownNow();
      embedded.committer().close();
      if (!embedded.store().isClosed()) {
        embedded.store().commit();
        embedded.store().close(CLOSING_COMPACTION_MILLIS);
      }
    }
  }
}

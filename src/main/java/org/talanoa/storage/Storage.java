package org.talanoa.storage;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.connection.ClusterType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open database of one installation. Closing it makes everything durable. Thread safe. */
public final class Storage implements AutoCloseable {
  private static final String NAME = "talanoa";

  private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

  /** The most that a change in the embedded database may wait. */
  private static final Duration EMBEDDED_TIMEOUT = Duration.ofSeconds(30);

  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(3);

  private final MongoClient client;
  private final MongoDatabase database;
  private final Together together;
  private final Blobs blobs;
  private final @Nullable Embedded embedded;
  private final boolean telling;

  private Storage(
      MongoClient client,
      String name,
      Together together,
      @Nullable Embedded embedded,
      boolean telling) {
    this.client = client;
    this.database =
        client
            .getDatabase(name)
            .withWriteConcern(
                embedded == null ? WriteConcern.MAJORITY.withJournal(true) : WriteConcern.W1)
            .withReadConcern(embedded == null ? ReadConcern.MAJORITY : ReadConcern.DEFAULT);
    this.together = together;
    this.embedded = embedded;
    this.telling = telling;
    this.blobs = new Blobs(this);
  }

  /** A database without a file, for tests. */
  public static Storage inMemory() {
    return serve(new Embedded(null, false, 0));
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
    return serve(new Embedded(directory, sync, reserve));
  }

  private static Storage serve(Embedded embedded) {
    var connection = new ConnectionString(embedded.address());
    var client = MongoClients.create(settings(connection, EMBEDDED_TIMEOUT));
    var together = new EmbeddedTogether(embedded.committer(), EMBEDDED_TIMEOUT);
    return new Storage(client, NAME, together, embedded, false);
  }

  /**
   * A real MongoDB. Changes are whole and several nodes may share it where it is a replica set or
   * sharded.
   *
   * @param timeout the most that one act may take there
   */
  public static Storage at(String uri, Duration timeout) {
    var connection = new ConnectionString(uri);
    var client = MongoClients.create(settings(connection, timeout));
    try {
      var name = connection.getDatabase() == null ? NAME : connection.getDatabase();
      var database = client.getDatabase(name);
      database.runCommand(new Document("ping", 1));
      if (client.getClusterDescription().getType() == ClusterType.STANDALONE) {
        LOG.warn("this MongoDB is not a replica set: only one node may use it");
        var together = new EmbeddedTogether(null, timeout);
        return new Storage(client, name, together, null, tells(database));
      }
      return new Storage(client, name, new ReplicaTogether(client, timeout), null, true);
    } catch (RuntimeException away) {
      client.close();
      throw away;
    }
  }

  /** A server that cannot tell of changes answers with an error, or with a stream that is over. */
  private static boolean tells(MongoDatabase database) {
    try (var stream = database.getCollection("migrations").watch().cursor()) {
      return stream.getServerCursor() != null;
    } catch (MongoCommandException _) {
      return false;
    }
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

  /** The database, where it tells itself what has changed in it, to whatever node wrote it. */
  public Optional<MongoDatabase> telling() {
    return telling ? Optional.of(database) : Optional.empty();
  }

  /** Whether the database answers; never throws, waits at most some seconds. */
  public boolean alive() {
    try {
      database
          .withTimeout(ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
          .runCommand(new Document("ping", 1));
      return true;
    } catch (RuntimeException _) {
      return false;
    }
  }

  /** Whether changes are taken, as far as can be known without making one. */
  public boolean takesChanges() {
    return embedded == null || embedded.committer().takesChanges();
  }

  /**
   * Writes the database's file anew with what is in it now and nothing of what was, where it is a
   * file of ours. Changes wait meanwhile, reading may fail for a moment. A real MongoDB reuses and
   * overwrites its files by itself.
   */
  public void compact() {
    if (embedded != null) {
      embedded.compact();
    }
  }

  /** How often the database file had to be opened; what was not durable then is gone. */
  long opening() {
    return embedded == null ? 0 : embedded.committer().ticket().opening();
  }

  @Override
  public void close() {
    client.close();
    if (embedded != null) {
      embedded.close();
    }
  }
}

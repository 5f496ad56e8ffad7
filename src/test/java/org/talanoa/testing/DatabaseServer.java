package org.talanoa.testing;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * A database outside of the process that uses it, with change streams, on one port for all its
 * lives. What was written is still there when it is started again.
 */
public final class DatabaseServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final @Nullable Path file;
  private int port;
  private @Nullable MongoServer server;

  private DatabaseServer(@Nullable Path file) {
    this.file = file;
    start();
  }

  /** One that forgets everything when it stops. */
  public static DatabaseServer inMemory() {
    return new DatabaseServer(null);
  }

  public static DatabaseServer in(Path directory) {
    return new DatabaseServer(directory.resolve("database.mv"));
  }

  public int port() {
    return port;
  }

  public String uri() {
    return "mongodb://" + HOST + ":" + port;
  }

  /** Starts it where it does not run. */
  public void start() {
    if (server != null) {
      return;
    }
    var starting =
        new MongoServer(new H2Backend(MVStore.open(file == null ? null : file.toString())));
    starting.enableOplog();
    starting.bind(HOST, port);
    port = starting.getLocalAddress().getPort();
    server = starting;
  }

  public void stop() {
    if (server != null) {
      server.shutdownNow();
      server = null;
    }
  }

  @Override
  public void close() {
    stop();
  }
}

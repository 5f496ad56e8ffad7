package org.talanoa.survival;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.talanoa.Talanoa;
import org.talanoa.testing.Caller;

/** The product as a process of its own, on a data directory, on one port for all its lives. */
final class Installed implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);

  private final Path data;
  private final int port;
  private final List<String> settings;
  private @Nullable Process process;

  Installed(Path data, String... settings) throws IOException {
    this.data = data;
    this.settings = List.of(settings);
    try (var free = new ServerSocket(0)) {
      this.port = free.getLocalPort();
    }
  }

  String address() {
    return "http://localhost:" + port;
  }

  int port() {
    return port;
  }

  /** Starts it and waits until it answers. */
  void start() throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Talanoa.class.getName(),
            "--server.port=" + port,
            "--talanoa.data=" + data,
            "--vaadin.productionMode=true"));
    command.addAll(settings);
    var log = data.resolve("console.log").toFile();
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
    try (var stranger = new Caller(address(), "")) {
      await()
          .atMost(READY_WITHIN)
          .pollInterval(Duration.ofMillis(50))
          .ignoreExceptions()
          .until(() -> stranger.get("/me").status() == 401);
    }
  }

  /** Kills it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    running().destroyForcibly().waitFor();
  }

  /** Asks it to stop, as an operator does; its exit code. */
  int stop() throws InterruptedException {
    running().destroy();
    if (!running().waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("it does not stop");
    }
    return running().exitValue();
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException("not started");
    }
    return process;
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}

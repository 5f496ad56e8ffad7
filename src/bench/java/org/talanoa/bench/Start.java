package org.talanoa.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** From the launcher's command to the first page, on data that are there already. */
final class Start implements Benchmark {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  @Override
  public void run(Table table) throws Exception {
    var directory = Directories.fresh();
    try {
      seconds(directory);
      var times = new Times();
      for (var i = 0; i < 3; i++) {
        times.add(seconds(directory));
      }
      table.row(
          "start to the first page, median of 3",
          "%.1f s".formatted(times.millis(50) / 1e3),
          "≤ 6 s");
    } finally {
      Directories.delete(directory);
    }
  }

  private static long seconds(Path directory) throws IOException, InterruptedException {
    var port = freePort();
    var began = System.nanoTime();
    var process =
        new ProcessBuilder(
                "./talanoa",
                "run",
                "--demo",
                "--port",
                Integer.toString(port),
                "--data",
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var client = HttpClient.newHttpClient()) {
      while (!isOpen(client, port)) {
        if (!process.isAlive() || System.nanoTime() - began > LONGEST.toNanos()) {
          throw new IOException("it did not start");
        }
        Waiting.millis(10);
      }
      return System.nanoTime() - began;
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private static boolean isOpen(HttpClient client, int port) throws InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/sign-in"));
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode()
          == 200;
    } catch (IOException _) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}

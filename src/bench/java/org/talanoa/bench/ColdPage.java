package org.talanoa.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import org.talanoa.discussion.ThreadHead;

/**
 * A page of fifty messages over REST that nobody has read since the start: the database's cache is
 * empty, the disk's may be full.
 */
final class ColdPage implements Benchmark {
  private static final int PAGE = 50;
  private static final int WARMING = 60;

  @Override
  public void run(Table table) throws Exception {
    var opened = Imported.open();
    if (opened.isEmpty()) {
      table.row("a cold page", "left out: the real messages are not here", "p95 ≤ 50 ms");
      return;
    }
    try (var installation = opened.get();
        var client = HttpClient.newHttpClient()) {
      var token = installation.tokens(List.of(installation.organiser().person())).getFirst();
      var random = new Random(1);
      var times = new Times();
      var long50 =
          Imported.threads(installation).stream().filter(head -> head.last() >= PAGE).toList();
      for (var i = 0; i < long50.size(); i++) {
        var head = long50.get(i);
        var from = 1 + random.nextInt(head.last() - PAGE + 1);
        var began = System.nanoTime();
        read(installation, client, token, head, from);
        if (i >= WARMING) {
          times.add(System.nanoTime() - began);
        }
      }
      table.row(
          "a cold page of %d messages over REST, %d pages".formatted(PAGE, times.count()),
          times.spread(),
          "p95 ≤ 50 ms");
    }
  }

  private static void read(
      Installation installation, HttpClient client, String token, ThreadHead head, int from)
      throws IOException, InterruptedException {
    var address =
        "http://localhost:%d/api/rooms/%s/threads/%s/messages?from=%d&count=%d"
            .formatted(installation.port(), head.room(), head.id(), from, PAGE);
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Authorization", "Bearer " + token)
            .build();
    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("a page was answered with " + answer.statusCode());
    }
  }
}

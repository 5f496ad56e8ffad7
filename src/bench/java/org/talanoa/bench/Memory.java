package org.talanoa.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.talanoa.door.Visitors;
import org.talanoa.people.Person;
import org.talanoa.people.SignIns;

/** What a reader costs who does nothing: heap after collection, with and without them. */
final class Memory implements Benchmark {
  private static final int CONNECTIONS = 1_000;
  private static final int PAGES = 50;
  private static final Pattern KEY = Pattern.compile("\"Vaadin-Security-Key\":\"([^\"]+)\"");

  @Override
  public void run(Table table) throws Exception {
    connections(table);
    pages(table);
  }

  private static void connections(Table table) throws Exception {
    try (var installation = new Installation()) {
      var room = installation.room(List.of());
      var thread = installation.thread(room);
      var tokens = installation.tokens(installation.peers(CONNECTIONS));
      var destinations = List.of("/room/" + room, "/room/" + room + "/thread/" + thread);
      Audience.live(installation.port(), tokens.subList(0, 50), destinations, (_, _, _, _) -> {})
          .close();
      Waiting.millis(1_000);
      var before = live();
      try (var audience =
          Audience.live(installation.port(), tokens, destinations, (_, _, _, _) -> {})) {
        Waiting.millis(8_000);
        table.row(
            "heap of an idle live connection, both ends",
            "%.1f kB".formatted((live() - before) / 1e3 / audience.size()),
            "≤ 50 kB");
      }
    }
  }

  private static void pages(Table table) throws Exception {
    try (var installation = new Installation()) {
      var room = installation.room(List.of());
      var thread = installation.thread(room);
      var address =
          "/a/%s/r/%s/t/%s".formatted(Installation.ALLIANCE, room.value(), thread.value());
      var peers = installation.peers(2 * PAGES);
      if (!open(installation, peers.subList(0, PAGES), address)) {
        table.row("heap of an open page", "left out: the front end is not built", "≤ 300 kB");
        return;
      }
      var before = live();
      open(installation, peers.subList(PAGES, 2 * PAGES), address);
      table.row(
          "heap of an open page of a room",
          "%.0f kB".formatted((live() - before) / 1e3 / PAGES),
          "≤ 300 kB");
    }
  }

  /** Opens the page as each of these, in a browser and a session of their own. */
  private static boolean open(Installation installation, List<Person> people, String address)
      throws IOException, InterruptedException {
    for (var person : people) {
      var cookies = new CookieManager();
      try (var client = HttpClient.newBuilder().cookieHandler(cookies).build()) {
        var here = "http://localhost:" + installation.port();
        var signIn = installation.bean(SignIns.class).begin(person.id(), "bench");
        var cookie = Visitors.COOKIE + "=" + signIn;
        if (!send(client, here + address, cookie, "").contains("window.Vaadin")) {
          return false;
        }
        var location = encoded(address.substring(1));
        var started = send(client, here + "/?v-r=init&query=&location=" + location, cookie, "");
        var key = KEY.matcher(started);
        if (!key.find()) {
          throw new IOException("the page was not begun: " + started);
        }
        var shown =
            send(
                client,
                here + "/?v-r=uidl&v-uiId=0",
                cookie,
                started(key.group(1), address.substring(1)));
        if (!shown.contains("talanoa-conversation")) {
          throw new IOException("the page was not shown: " + shown);
        }
      }
    }
    return true;
  }

  /** What the page's script sends when it has started. */
  private static String started(String key, String route) {
    return """
    {"csrfToken":"%s","syncId":0,"clientId":0,"rpc":[{"type":"event","node":1,\
    "event":"ui-navigate","data":{"route":"%s","query":"","appShellTitle":"",\
    "historyState":null,"trigger":""}}]}\
    """
        .formatted(key, route);
  }

  private static String send(HttpClient client, String address, String cookie, String body)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(address)).header("Cookie", cookie);
    if (!body.isEmpty()) {
      request
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The heap that is in use after everything that is garbage has gone. */
  private static long live() {
    var memory = ManagementFactory.getMemoryMXBean();
    for (var i = 0; i < 3; i++) {
      memory.gc();
      Waiting.millis(300);
    }
    return memory.getHeapMemoryUsage().getUsed();
  }
}

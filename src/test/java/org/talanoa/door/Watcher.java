package org.talanoa.door;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.talanoa.door.Trace.Source;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who looks through every door they find, and keeps what they see. */
final class Watcher implements AutoCloseable {
  /** How near to each other in a screen two things have to stand to belong together. */
  private static final int WINDOW = 1_500;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  final String role;
  private final int port;
  private final String token;
  private final Browser browser;

  /** With an access token, or without one as a stranger. */
  Watcher(String role, int port, String token) {
    this.role = role;
    this.port = port;
    this.token = token;
    this.browser = browser();
  }

  private Browser browser() {
    return token.isEmpty()
        ? new Browser(port)
        : new Browser(port, "Authorization", "Bearer " + token);
  }

  HttpResponse<String> send(String method, String path, Object body) throws Exception {
    return browser.send(
        method, "/api" + path, body.equals("") ? "" : JSON.writeValueAsString(body));
  }

  JsonNode read(String path) throws Exception {
    var answer = send("GET", path, "");
    if (answer.statusCode() != 200) {
      throw new IOException(role + " " + path + ": " + answer.statusCode() + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /** What is answered there, as it stands. */
  String text(String path) throws Exception {
    return send("GET", path, "").body();
  }

  /** Does something that has to be let. */
  JsonNode does(String method, String path, Object body) throws Exception {
    var answer = send(method, path, body);
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(role + " " + path + ": " + answer.statusCode() + answer.body());
    }
    return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
  }

  /** What is answered there: each object of it, and how it is answered. */
  List<Trace> look(String path) throws Exception {
    var answer = send("GET", path, "");
    var traces = new ArrayList<Trace>();
    traces.add(new Trace(Source.ANSWER, 0, path + " " + answer.statusCode() + headers(answer)));
    parts(answer.body()).forEach(part -> traces.add(new Trace(Source.ANSWER, 0, part)));
    return traces;
  }

  private static String headers(HttpResponse<String> answer) {
    return answer.headers().map().toString();
  }

  /** Every object in this JSON, the outer ones with what is in them; or the text as it stands. */
  static List<String> parts(String text) {
    var parts = new ArrayList<String>();
    if (text.startsWith("{") || text.startsWith("[")) {
      parts(JSON.readTree(text), parts);
    } else {
      parts.add(text);
    }
    return parts;
  }

  private static void parts(JsonNode node, List<String> parts) {
    if (node.isObject()) {
      parts.add(node.toString());
    }
    node.forEach(inner -> parts(inner, parts));
  }

  /** A screen, as pieces that overlap. */
  List<Trace> screen(String route) throws Exception {
    try (var page = browser()) {
      return windows(Screen.open(page, route).all());
    }
  }

  private static List<Trace> windows(String text) {
    var traces = new ArrayList<Trace>();
    for (var at = 0; at < text.length(); at += WINDOW / 2) {
      var end = Math.min(text.length(), at + WINDOW);
      traces.add(new Trace(Source.SCREEN, 0, text.substring(at, end)));
    }
    return traces;
  }

  /** What this one is handed out of what is stored of them. */
  static List<Trace> export(String address, String header, String value) throws Exception {
    try (var client = java.net.http.HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(URI.create(address + "/api/me/export"))
                  .header(header, value)
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      var traces = new ArrayList<Trace>();
      try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          var content = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
          var parts = entry.getName().endsWith(".json") ? parts(content) : List.of(content);
          parts.forEach(part -> traces.add(new Trace(Source.EXPORT, 0, part)));
        }
      }
      return traces;
    }
  }

  List<Trace> export() throws Exception {
    return export("http://localhost:" + port, "Authorization", "Bearer " + token);
  }

  @Override
  public void close() {
    browser.close();
  }
}

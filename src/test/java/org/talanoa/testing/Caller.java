package org.talanoa.testing;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody's program: calls the REST door with an access token, and opens live connections. */
public final class Caller implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final JsonMapper JSON = new JsonMapper();

  private final String address;
  private final String token;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /**
   * @param address such as {@code http://localhost:8080}
   * @param token an access token, or nothing for a stranger
   */
  public Caller(String address, String token) {
    this.address = address;
    this.token = token;
  }

  /** What the door answered. */
  public record Answer(int status, String text) {
    public boolean good() {
      return status / 100 == 2;
    }

    public JsonNode json() {
      return JSON.readTree(text);
    }
  }

  public Answer get(String path) throws IOException {
    return call("GET", path);
  }

  /** What stands there; the call has to be answered well. */
  public JsonNode read(String path) throws IOException {
    var answer = get(path);
    if (!answer.good()) {
      throw new IOException(path + " was answered with " + answer.status());
    }
    return answer.json();
  }

  /** Calls with this body, as it stands when it is text, otherwise made to JSON; or without. */
  public Answer call(String method, String path, Object... body) throws IOException {
    var publisher =
        body.length == 0
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(json(body[0]));
    return send(method, path, "application/json", publisher);
  }

  /** Sends a form. */
  public Answer form(String path, Map<String, String> fields) throws IOException {
    var body =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        "POST",
        path,
        "application/x-www-form-urlencoded",
        HttpRequest.BodyPublishers.ofString(body));
  }

  /** Sends a file as a form does. */
  public Answer upload(String path, String name, byte[] bytes) throws IOException {
    var edge = "edge-of-a-part";
    var before =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
            .formatted(edge, name);
    return send(
        "POST",
        path,
        "multipart/form-data; boundary=" + edge,
        HttpRequest.BodyPublishers.ofByteArrays(
            List.of(
                before.getBytes(StandardCharsets.UTF_8),
                bytes,
                ("\r\n--" + edge + "--\r\n").getBytes(StandardCharsets.UTF_8))));
  }

  private Answer send(String method, String path, String type, HttpRequest.BodyPublisher publisher)
      throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create(address + "/api" + path))
            .timeout(PATIENCE)
            .header("Content-Type", type)
            .header("Accept", "application/json")
            .method(method, publisher);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException(stop);
    }
  }

  /** Posts a message; the answer is its number. */
  public Answer post(String thread, String key, String words) throws IOException {
    return call("POST", thread + "/messages", Map.of("key", key, "markdown", words));
  }

  /** A live connection that tells its frames, already connected. */
  public LiveLine live(Consumer<LiveLine.Frame> hearing) throws IOException {
    return LiveLine.open(client, address, token, hearing);
  }

  /** Text as it stands in an address or a form. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String json(Object body) {
    return body instanceof String text ? text : JSON.writeValueAsString(body);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}

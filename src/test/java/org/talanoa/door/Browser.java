package org.talanoa.door;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A browser without a screen: keeps cookies, follows nothing, says where it comes from. */
final class Browser implements AutoCloseable {
  final String here;
  private final String[] always;
  final CookieManager cookies = new CookieManager();
  final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** A browser that sends these headers with every request. */
  Browser(int port, String... always) {
    this.here = "http://localhost:" + port;
    this.always = always;
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return send(request(path, headers).GET());
  }

  /** Sends a form as a page of this origin would. */
  HttpResponse<String> post(String path, Map<String, String> fields, String... headers)
      throws Exception {
    var body =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        request(path, headers)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> postJson(String path, String json, String... headers) throws Exception {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** Sends JSON by this method, or nothing where it is empty. */
  HttpResponse<String> send(String method, String path, String json) throws Exception {
    var body =
        json.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(json);
    return send(request(path).header("Content-Type", "application/json").method(method, body));
  }

  /** Sends a form with one file as a page of this origin would. */
  HttpResponse<String> postFile(String path, String field, String name, byte[] bytes)
      throws Exception {
    var edge = "----edge-of-a-part";
    var before =
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n\r\n"
            .formatted(edge, field, name);
    var body =
        HttpRequest.BodyPublishers.ofByteArrays(
            List.of(
                before.getBytes(StandardCharsets.UTF_8),
                bytes,
                ("\r\n--" + edge + "--\r\n").getBytes(StandardCharsets.UTF_8)));
    return send(
        request(path, "Origin", here)
            .header("Content-Type", "multipart/form-data; boundary=" + edge)
            .POST(body));
  }

  HttpResponse<String> signIn(String email, String password) throws Exception {
    return post("/api/sign-in", Map.of("email", email, "password", password), "Origin", here);
  }

  Optional<String> cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst();
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(here + path)).timeout(Duration.ofSeconds(20));
    if (always.length > 0) {
      request.headers(always);
    }
    return headers.length == 0 ? request : request.headers(headers);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}

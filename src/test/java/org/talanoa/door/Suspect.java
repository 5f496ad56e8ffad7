package org.talanoa.door;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.talanoa.people.Person;
import org.talanoa.testing.Caller;
import org.talanoa.testing.LiveLine;
import tools.jackson.databind.json.JsonMapper;

/** One of those who may have said it: signed in with a browser, and on a live line. */
final class Suspect implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  final int index;
  final Person person;
  private final Browser browser;
  private final Caller caller;
  final LiveLine line;

  Suspect(int index, Person person, Browser browser, Caller caller) throws IOException {
    this.index = index;
    this.person = person;
    this.browser = browser;
    this.caller = caller;
    this.line = caller.live(_ -> {});
  }

  String id() {
    return person.id().value();
  }

  String name() {
    return person.profile().name();
  }

  /** Everything by which this one is known. */
  List<String> names() {
    return List.of(id(), name());
  }

  /** Does something that has to be let. */
  HttpResponse<String> does(String method, String path, Object body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(browser.here + "/api" + path))
            .timeout(PATIENCE)
            .header("Origin", browser.here)
            .header("Content-Type", "application/json")
            .header("X-Talanoa-Token", browser.cookie("talanoa-csrf").orElse(""))
            .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    var answer = browser.client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(method + " " + path + ": " + answer.statusCode() + answer.body());
    }
    return answer;
  }

  @Override
  public void close() {
    line.close();
    caller.close();
    browser.close();
  }
}

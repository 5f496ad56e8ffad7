package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.talanoa.people.AccessTokens;
import org.talanoa.people.Profile;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Attack;
import tools.jackson.databind.json.JsonMapper;

/** What somebody is handed out of what is stored of them. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "vaadin.productionMode=true")
@Import(Reformers.class)
@DirtiesContext
class ExportTest {
  @TempDir static Path data;

  private final Reformers given;
  private final AccessTokens tokens;
  private final int port;

  @Autowired
  ExportTest(Reformers given, AccessTokens tokens, @LocalServerPort int port) {
    this.given = given;
    this.tokens = tokens;
    this.port = port;
  }

  @DynamicPropertySource
  static void ownData(DynamicPropertyRegistry registry) {
    registry.add("talanoa.data", data::toString);
  }

  @Attack(36)
  @Test
  void everythingOfOnesOwnAndNothingElseIsHandedOut() throws Exception {
    try (var amina = given.peer("Amina", port);
        var tashi = given.peer("Tashi", port)) {
      var room = given.room(RoomKind.SEALED, amina, tashi);
      var threads = "/api/rooms/" + room + "/threads";
      var thread =
          tashi
              .post(
                  threads,
                  Map.of("key", Reformers.key(), "title", "Secret title", "markdown", "Theirs?"))
              .json()
              .path("thread")
              .path("id")
              .asString();
      var here = threads + "/" + thread;
      var messages = here + "/messages";
      amina.post(messages, Map.of("key", Reformers.key(), "markdown", "=mine by name"));
      amina.post(
          messages, Map.of("key", Reformers.key(), "markdown", "mine veiled", "pseudonym", true));
      tashi.post(messages, Map.of("key", Reformers.key(), "markdown", "theirs again"));
      amina.send("PUT", messages + "/1/reactions/thanks", "");
      amina.send("PUT", messages + "/1/bookmark", "{}");
      amina.send("PUT", here + "/draft", "{\"markdown\":\"half a thought\"}");
      tashi.send("PUT", here + "/draft", "{\"markdown\":\"their thought\"}");
      amina.upload("/api/rooms/" + room + "/attachments", "mine.txt", bytes("my file"));
      tashi.upload("/api/rooms/" + room + "/attachments", "theirs.txt", bytes("their file"));

      var entries = export(amina);

      var all = String.join("\n", entries.values());
      assertThat(entries.get("messages.json")).contains("=mine by name", "mine veiled", "#2", "#3");
      assertThat(entries.get("reactions.json")).contains("#1", "thanks");
      assertThat(entries.get("bookmarks.json")).contains(thread + "#1");
      assertThat(entries.get("drafts.json")).contains("half a thought");
      assertThat(entries.get("profile.json")).contains("Amina");
      var profile = JsonMapper.builder().build().readTree(entries.get("profile.json")).path(0);
      assertThat(profile.propertyNames())
          .containsAll(
              Stream.of(Profile.class.getRecordComponents())
                  .map(RecordComponent::getName)
                  .filter(component -> !component.equals("portrait"))
                  .toList());
      assertThat(all).contains("my file");
      assertThat(all).doesNotContain("heirs", "their", "Secret title", "Tashi");
      var json = JsonMapper.builder().build();
      entries.forEach((name, content) -> {
        if (name.endsWith(".json")) {
          assertThat(json.readTree(content).isArray()).as(name).isTrue();
        }
      });
    }
  }

  @Attack(36)
  @Test
  void aRoomIsTakenOutByWhoSitsThereAndNoCellOfItIsAFormula() throws Exception {
    try (var amina = given.peer("Amina", port);
        var tashi = given.peer("Tashi", port)) {
      var room = given.room(RoomKind.CHATHAM_HOUSE, amina);
      var said = new ArrayList<String>();
      for (var beginning : List.of("=", "+", "-", "@", "＝", "\t=", " =", "\u00a0=", "\ufeff+")) {
        said.add(beginning + "cmd|' /C calc'!A0");
      }
      said.add("a;=cmd|' /C calc'!A0");
      said.add("first\n=cmd|' /C calc'!A0");
      said.add("She said \"yes\", and\nthen \"=no\"");
      var start =
          amina.post(
              "/api/rooms/" + room + "/threads",
              Map.of("key", Reformers.key(), "title", "=1+1", "markdown", said.getFirst()));
      var messages =
          "/api/rooms/"
              + room
              + "/threads/"
              + start.json().path("thread").path("id").asString()
              + "/messages";
      for (var words : said.subList(1, said.size())) {
        amina.post(messages, Map.of("key", Reformers.key(), "markdown", words));
      }

      var rows = rows(amina.get("/api/rooms/" + room + "/export?format=csv").body());

      assertThat(rows).hasSize(said.size() + 1).allMatch(row -> row.size() == 7);
      for (var i = 0; i < said.size(); i++) {
        var words = rows.get(i + 1).get(5);
        assertThat(words.replace("'", "").strip()).isEqualTo(said.get(i).strip().replace("'", ""));
      }
      for (var row : rows) {
        for (var cell : row) {
          assertThat(
                  Pattern.compile("(^|[;\t\r\n])[\\s\\p{Z}\\p{Cf}]*[=+\\-@＝＋－＠]")
                      .matcher(cell)
                      .find())
              .as(cell)
              .isFalse();
        }
      }
      assertThat(rows.getLast().get(5)).isEqualTo(said.getLast());
      assertThat(tashi.get("/api/rooms/" + room + "/export?format=csv").status()).isEqualTo(404);
    }
  }

  /** The cells of a table, as RFC 4180 has them read. */
  private static List<List<String>> rows(String csv) {
    var rows = new ArrayList<List<String>>();
    var row = new ArrayList<String>();
    var cell = new StringBuilder();
    var quoted = false;
    for (var i = 0; i < csv.length(); i++) {
      var sign = csv.charAt(i);
      if (quoted && csv.startsWith("\"\"", i)) {
        cell.append(sign);
        i++;
      } else if (sign == '"') {
        quoted = !quoted;
      } else if (!quoted && (sign == ',' || sign == '\n')) {
        row.add(cell.toString());
        cell.setLength(0);
        if (sign == '\n') {
          rows.add(List.copyOf(row));
          row.clear();
        }
      } else if (quoted || sign != '\r') {
        cell.append(sign);
      }
    }
    return rows;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Map<String, String> export(Reformers.Peer peer) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/me/export"))
                  .header("Authorization", "Bearer " + tokens.make(peer.person, "export"))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      var entries = new TreeMap<String, String>();
      try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
      return entries;
    }
  }
}

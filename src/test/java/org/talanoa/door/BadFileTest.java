package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.talanoa.door.Reformers.Answer;
import org.talanoa.door.Reformers.Peer;
import org.talanoa.room.RoomKind;
import org.talanoa.storage.Storage;
import org.talanoa.testing.Attack;

/** Files that are not what they say, or more than anybody can hold. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "vaadin.productionMode=true")
@Import(Reformers.class)
@DirtiesContext
class BadFileTest {
  private static final String SCRIPT = "<script>alert(1)</script>";
  private static final String SVG = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";

  @TempDir static Path data;

  private final Storage storage;
  private final Peer amina;
  private final String room;
  private final String files;

  @Autowired
  BadFileTest(Reformers given, Storage storage, @LocalServerPort int port) {
    this.storage = storage;
    this.amina = given.peer("Amina", port);
    this.room = given.room(RoomKind.CLOSED, amina);
    this.files = "/api/rooms/" + room + "/attachments";
  }

  @DynamicPropertySource
  static void ownData(DynamicPropertyRegistry registry) {
    registry.add("talanoa.data", data::toString);
  }

  @AfterEach
  void close() {
    amina.close();
  }

  static Stream<Arguments> disguised() {
    return Stream.of(
            List.of("a.png", SCRIPT),
            List.of("a.jpg", "<!DOCTYPE html>" + SCRIPT),
            List.of("a.gif", "<html>" + SCRIPT),
            List.of("a.png", SVG),
            List.of("a.svg", SVG),
            List.of("a.svg", "<?xml version='1.0'?>" + SVG),
            List.of("a.html", SCRIPT),
            List.of("a.xhtml", SCRIPT),
            List.of("a.js", "alert(1)"),
            List.of("a.png", "MZ\u0090\0\3\0\0\0"),
            List.of("a.png", "\u007FELF\2\1\1\0"),
            List.of("a.txt", "MZ\u0090\0\3\0\0\0"),
            List.of("a.exe", "MZ\u0090\0\3\0\0\0"),
            List.of("a.png", "#!/bin/sh\nrm -rf /"),
            List.of("a.png", "GIF89a"),
            List.of("a.html", "GIF89a/*" + SCRIPT),
            List.of("a.svg", "\u0089PNG\r\n\u001A\n" + SVG),
            List.of("a.jar", "PK\3\4"),
            List.of("a.zip", "PK\3\4"),
            List.of("a", "hello"),
            List.of("png", SCRIPT))
        .map(file -> Arguments.arguments(file.get(0), file.get(1)));
  }

  @Attack(41)
  @ParameterizedTest
  @MethodSource("disguised")
  void aFileThatIsNotWhatItsNameSaysIsRefused(String name, String content) throws Exception {
    var answer = amina.upload(files, name, content.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(error(answer)).isEqualTo("422 attachment.type");
  }

  static Stream<Arguments> ambiguous() {
    return Stream.of(
            List.of("a.gif", "GIF89a/*<svg/onload=alert(1)>*/=1;" + SCRIPT, "image/gif"),
            List.of("a.png", "\u0089PNG\r\n\u001A\n" + SCRIPT, "image/png"),
            List.of("a.jpg", "\u00FF\u00D8\u00FF\u00E0" + SCRIPT, "image/jpeg"),
            List.of("a.webp", "RIFF    WEBP" + SCRIPT, "image/webp"),
            List.of("a.pdf", "%PDF-1.7\n" + SCRIPT, "application/pdf"),
            List.of("a.txt", SCRIPT, "text/plain"),
            List.of("a.csv", "=cmd|' /C calc'!A0," + SCRIPT, "text/csv"),
            List.of("a.md", SCRIPT, "text/markdown"),
            List.of("a.docx", "PK\3\4" + SCRIPT, "application/vnd.openxmlformats"))
        .map(file -> Arguments.arguments(file.get(0), file.get(1), file.get(2)));
  }

  @Attack(41)
  @ParameterizedTest
  @MethodSource("ambiguous")
  void aFileThatIsTwoThingsIsHandedOutAsOneAndNeverRun(String name, String content, String type)
      throws Exception {
    var kept = amina.upload(files, name, content.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(kept.status()).isEqualTo(201);
    var headers = amina.browser.get(kept.json().path("url").asString()).headers();
    assertThat(headers.firstValue("Content-Type").orElse("")).startsWith(type);
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.allValues("Content-Security-Policy"))
        .contains("default-src 'none'; sandbox");
    assertThat(headers.firstValue("Content-Disposition").orElse(""))
        .startsWith(type.startsWith("image/") ? "inline" : "attachment");
  }

  @Attack(41)
  @Test
  void emptyAndTooLargeFilesAreRefusedAndLeaveNothing() throws Exception {
    var before = kept();

    assertThat(error(amina.upload(files, "a.txt", new byte[0]))).isEqualTo("422 attachment.empty");
    assertThat(error(amina.upload(files, "a.txt", text((10 << 20) + 1))))
        .isEqualTo("422 attachment.tooLarge");
    assertThat(error(amina.upload(files, "a.txt", text(11_900_000))))
        .isEqualTo("413 attachment.upload");
    assertThat(kept()).isEqualTo(before);
    assertThat(amina.upload(files, "a.txt", text(10 << 20)).status()).isEqualTo(201);
  }

  @Attack(41)
  @Test
  void aPictureThatWouldFillTheMemoryIsRefusedAndLeavesNothing() throws Exception {
    var before = kept();

    assertThat(error(amina.upload(files, "a.png", png(50_000, 50_000))))
        .isEqualTo("422 attachment.tooManyPixels");
    assertThat(error(amina.upload(files, "a.png", png(Integer.MAX_VALUE, Integer.MAX_VALUE))))
        .startsWith("422");
    assertThat(kept()).isEqualTo(before);
    assertThat(amina.upload(files, "a.png", png(4_000, 3_000)).status()).isEqualTo(201);
  }

  static Stream<Arguments> names() {
    return Stream.of(
            List.of("../../x.txt", "x.txt"),
            List.of("..\\\\..\\\\x.txt", "x.txt"),
            List.of("/etc/x.txt", "x.txt"),
            List.of("C:\\\\x.txt", "x.txt"),
            List.of("..%2f..%2fx.txt", "..%2f..%2fx.txt"),
            List.of("\u202Etxt.exe.txt", "txt.exe.txt"),
            List.of("a\u200Bb.txt", "ab.txt"),
            List.of("<img src=x onerror=alert(1)>.txt", "img src=x onerror=alert(1).txt"),
            List.of("a;b='c'.txt", "a;b='c'.txt"),
            List.of("مرحبا.txt", "مرحبا.txt"),
            List.of("x".repeat(300) + ".txt", "x".repeat(116) + ".txt"))
        .map(name -> Arguments.arguments(name.get(0), name.get(1)));
  }

  @Attack(41)
  @ParameterizedTest
  @MethodSource("names")
  void aNameLeadsNowhere(String sent, String kept) throws Exception {
    var answer = amina.upload(files, sent, text(1));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().path("name").asString()).isEqualTo(kept);
    var response = amina.browser.get(answer.json().path("url").asString());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("a");
    try (var outside = Files.list(data.getParent())) {
      assertThat(outside.map(Path::getFileName).map(Path::toString)).doesNotContain("x.txt");
    }
  }

  @Attack(41)
  @Test
  void aMessageCarriesTenFilesAndNoMore() throws Exception {
    var file = amina.upload(files, "a.txt", text(1)).json().path("id").asString();
    var path = "/api/rooms/" + room + "/threads";

    assertThat(error(amina.post(path, carrying(file, 1_000))))
        .isEqualTo("422 message.tooManyAttachments");
    assertThat(amina.post(path, carrying(file, 10)).status()).isEqualTo(201);
  }

  private static Map<String, Object> carrying(String file, int times) {
    return Map.of(
        "key",
        Reformers.key(),
        "title",
        "Files",
        "markdown",
        "a",
        "attachments",
        Collections.nCopies(times, file));
  }

  /** The header of a picture of this size, without the picture. */
  private static byte[] png(int width, int height) {
    var header = ByteBuffer.allocate(17);
    header.put(new byte[] {'I', 'H', 'D', 'R'}).putInt(width).putInt(height);
    header.put(new byte[] {8, 2, 0, 0, 0});
    var sum = new CRC32();
    sum.update(header.array());
    var file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13});
    file.writeBytes(header.array());
    file.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    return file.toByteArray();
  }

  private static byte[] text(int length) {
    return "a".repeat(length).getBytes(StandardCharsets.UTF_8);
  }

  private long kept() {
    return storage.database().getCollection("blobs").countDocuments()
        + storage.database().getCollection("pieces").countDocuments();
  }

  private static String error(Answer answer) {
    return answer.status() + " " + answer.json().path("error").asString();
  }
}

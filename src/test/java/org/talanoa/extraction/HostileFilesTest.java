package org.talanoa.extraction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.talanoa.testing.Attack;
import org.talanoa.testing.Seed;
import org.talanoa.testing.Soak;

/** Files that are made to do harm, or are simply broken; the next good one is always read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("process")
class HostileFilesTest {
  /** So many files of each kind are broken at a time. */
  private static final int OF_EACH_KIND = 6;

  private static final String LAUGHS = laughs();

  private final Extraction extraction = new Extraction(true);

  @AfterAll
  void close() {
    extraction.close();
  }

  private String text(byte[] content, String name) throws IOException {
    return extraction
        .text(new ByteArrayInputStream(content), name, content.length)
        .orElse("nothing");
  }

  private void assertTheNextIsRead() throws IOException {
    assertThat(text(Documents.docx("the next one"), "next.docx")).isEqualTo("the next one");
  }

  private static String laughs() {
    var declared = new StringBuilder("<!DOCTYPE lolz [<!ENTITY lol0 \"lol\">");
    for (var i = 1; i < 12; i++) {
      declared.append("<!ENTITY lol" + i + " \"" + ("&lol" + (i - 1) + ";").repeat(10) + "\">");
    }
    return declared.append("]>").toString();
  }

  @Attack(41)
  @Test
  void archivesThatUnpackToMoreThanThereIsRoomForAreLeftOff() throws IOException {
    var length = Documents.BOMB;
    var word = Documents.wordContent("", "\n").split("\n</w:body>")[0];
    var open = Documents.openContent("", "\n").split("\n</text:p>")[0];
    var bombs =
        Map.of(
            "space.docx",
            Documents.bomb(Documents.wordFrame(), "word/document.xml", word, " ", length),
            "paragraphs.docx",
            Documents.bomb(Documents.wordFrame(), "word/document.xml", word, "<w:p/>", length),
            "names.docx",
            Documents.bomb(Documents.wordFrame(), "word/document.xml", word + "<w:", "a", length),
            "space.odt",
            Documents.bomb(Map.of(), "content.xml", open, " ", length),
            "elements.odt",
            Documents.bomb(Map.of(), "content.xml", open, "<text:s/>", length),
            "names.odt",
            Documents.bomb(Map.of(), "content.xml", open + "<", "a", length));

    for (var bomb : bombs.entrySet()) {
      assertThat(text(bomb.getValue(), bomb.getKey()).strip())
          .as(bomb.getKey())
          .isIn("nothing", "");
      assertTheNextIsRead();
    }
  }

  @Attack(41)
  @Test
  void archivesInsideOfDocumentsStayClosed() throws IOException {
    var inner = Documents.bomb(Map.of(), "word/document.xml", "", " ", Documents.BOMB);
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      var parts = Documents.wordFrame();
      parts.put("word/document.xml", Documents.wordContent("", Documents.wordParagraph("outer")));
      parts.put(
          "word/_rels/document.xml.rels",
          """
          <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
          <Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/package" Target="embeddings/inner.docx"/>
          </Relationships>
          """);
      for (var part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(UTF_8));
      }
      zip.putNextEntry(new ZipEntry("word/embeddings/inner.docx"));
      zip.write(inner);
    }

    assertThat(text(bytes.toByteArray(), "outer.docx")).isIn("outer", "nothing");
    assertTheNextIsRead();
  }

  @Attack(41)
  @Test
  void entitiesThatMultiplyAreNotResolved() throws IOException {
    var word = Documents.wordFrame();
    word.put("word/document.xml", Documents.wordContent(LAUGHS, Documents.wordParagraph("&lol9;")));
    var open = Documents.openDocument(Documents.openContent(LAUGHS, "&lol9;"));

    assertThat(text(Documents.zip(word), "a.docx")).doesNotContain("lollol");
    assertThat(text(open, "a.odt")).doesNotContain("lollol");
    assertTheNextIsRead();
  }

  @Test
  void whatNestsWithoutEndIsLeftOff() throws IOException {
    var many = 200_000;
    var word = Documents.wordFrame();
    word.put(
        "word/document.xml",
        Documents.wordContent("", "<w:tbl><w:tr><w:tc>".repeat(many) + "deep"));
    var deep =
        Map.of(
            "a.docx",
            Documents.zip(word),
            "a.odt",
            Documents.openDocument(Documents.openContent("", "<text:span>".repeat(many))),
            "array.pdf",
            pdf("/Deep " + "[".repeat(many), ""),
            "dictionary.pdf",
            pdf("/Deep " + "<</Deep ".repeat(many), ""),
            "content.pdf",
            pdf("", "q ".repeat(many) + "[".repeat(many)));

    for (var file : deep.entrySet()) {
      assertThat(text(file.getValue(), file.getKey()))
          .as(file.getKey())
          .doesNotContain("Exception");
      assertTheNextIsRead();
    }
  }

  /** A page whose catalogue and content are these. */
  private static byte[] pdf(String catalogue, String content) {
    return """
    %%PDF-1.4
    1 0 obj <</Type /Catalog /Pages 2 0 R %s>> endobj
    2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
    3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R
    /Resources <</Font <</F 5 0 R>> /XObject <</X 6 0 R>> >> >> endobj
    4 0 obj <</Length %d>> stream
    %s
    endstream endobj
    5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj
    6 0 obj <</Type /XObject /Subtype /Form /BBox [0 0 600 800] /Length 20
    /Resources <</XObject <</X 6 0 R>> >> >> stream
    /X Do /X Do /X Do /X
    endstream endobj
    trailer <</Root 1 0 R /Prev 0>>
    %%%%EOF
    """
        .formatted(catalogue, content.length(), content)
        .getBytes(ISO_8859_1);
  }

  @Test
  void aPdfThatGoesRoundInCirclesEnds() throws IOException {
    var words = "BT /F 12 Tf (before) Tj ET ";
    var pages =
        new String(pdf("", words), ISO_8859_1)
            .replace("/Kids [3 0 R]", "/Kids [2 0 R 3 0 R 2 0 R]")
            .getBytes(ISO_8859_1);
    var length =
        new String(pdf("", words), ISO_8859_1)
            .replaceFirst("/Length \\d+", "/Length 4 0 R")
            .getBytes(ISO_8859_1);
    var crossReference =
        new String(pdf("", words), ISO_8859_1)
            .replace("%%EOF", "startxref\n9\n%%EOF")
            .getBytes(ISO_8859_1);

    assertThat(text(pdf("", words), "good.pdf")).isEqualTo("before");
    for (var circle : List.of(pages, length, crossReference)) {
      assertThat(text(circle, "circle.pdf")).isIn("before", "nothing");
      assertTheNextIsRead();
    }
  }

  @Test
  void aPdfThatDrawsItselfThreeTimesInItselfIsGivenUp() throws IOException {
    var form = pdf("", "BT /F 12 Tf (before) Tj ET /X Do");
    var impatient =
        new Limits(
            1 << 20, 1_000, Duration.ofSeconds(3), Duration.ofMinutes(1), Duration.ofMinutes(1));
    try (var reading = new Extraction(true, Command.USUAL, impatient)) {
      assertThat(reading.text(new ByteArrayInputStream(form), "form.pdf", form.length)).isEmpty();
      // On a busy machine a short text may take longer too; another is read then.
      var tries = new AtomicInteger();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> {
            var words = "try " + tries.incrementAndGet();
            var bytes = words.getBytes(UTF_8);
            return reading
                .text(new ByteArrayInputStream(bytes), "a.txt", bytes.length)
                .filter(words::equals)
                .isPresent();
          });
    }
  }

  @Test
  void aFileThatIsNotWhatItsNameSaysDoesNoHarm() throws IOException {
    var files = Documents.saying("words");
    for (var file : files.entrySet()) {
      for (var name : files.keySet()) {
        text(file.getValue(), name);
      }
    }
    assertThat(text(Documents.docx("words"), "a.pdf")).isEqualTo("nothing");
    assertThat(text(Documents.pdf("words"), "a.docx")).isEqualTo("nothing");
    assertThat(text(new byte[] {'a'}, "a.odt")).isEqualTo("nothing");
    assertTheNextIsRead();
  }

  @Test
  void whatIsLockedStaysLocked() throws Exception {
    assertThat(text(Documents.lockedPdf("secret", "owner", "user"), "a.pdf")).isEqualTo("nothing");
    assertThat(text(Documents.lockedDocx("secret", "password"), "a.docx")).isEqualTo("nothing");
    assertTheNextIsRead();
  }

  @Test
  void aPdfThatMayNotBeChangedIsReadAllTheSame() throws IOException {
    assertThat(text(Documents.lockedPdf("for everybody", "owner", ""), "a.pdf"))
        .isEqualTo("for everybody");
  }

  @Attack(44)
  @Test
  void nothingOutsideOfADocumentIsAskedFor(@TempDir Path directory) throws Exception {
    var visits = new AtomicInteger();
    var secret = Files.writeString(directory.resolve("secret.txt"), "the operator's secret");
    try (var listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              while (true) {
                listening.accept().close();
                visits.incrementAndGet();
              }
            } catch (IOException _) {
              // Closed at the end.
            }
          });
      var web = "http://127.0.0.1:" + listening.getLocalPort() + "/visit";

      for (var file : referring(web, secret.toUri().toString()).entrySet()) {
        assertThat(text(file.getValue(), file.getKey()))
            .as(file.getKey())
            .doesNotContain("operator");
      }
      assertTheNextIsRead();

      new Socket(listening.getInetAddress(), listening.getLocalPort()).close();
      await().untilAtomic(visits, greaterThan(0));
      assertThat(visits).as("nobody came before us").hasValue(1);
    }
  }

  private static Map<String, byte[]> referring(String web, String secret) throws IOException {
    var files = new LinkedHashMap<String, byte[]>();
    for (var address : List.of(web, secret)) {
      var kind = address.equals(web) ? "web" : "file";
      var entity = "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + address + "\">]>";
      var parameter = "<!DOCTYPE a [<!ENTITY % x SYSTEM \"" + address + "\"> %x;]>";
      var type = "<!DOCTYPE a SYSTEM \"" + address + "\">";
      for (var declared : List.of(entity, parameter, type)) {
        var said = declared.equals(entity) ? "before &x;" : "before";
        var word = Documents.wordFrame();
        word.put(
            "word/document.xml", Documents.wordContent(declared, Documents.wordParagraph(said)));
        var name = kind + files.size();
        files.put(name + ".docx", Documents.zip(word));
        files.put(name + ".odt", Documents.openDocument(Documents.openContent(declared, said)));
        var types = Documents.wordFrame();
        types.replaceAll((_, part) -> part.replace("?>", "?>" + declared));
        types.put(
            "word/document.xml", Documents.wordContent("", Documents.wordParagraph("before")));
        files.put(name + "-types.docx", Documents.zip(types));
      }
      var linked = Documents.wordFrame();
      linked.put(
          "word/document.xml",
          Documents.wordContent(
              "",
              Documents.wordParagraph("before")
                  + "<w:altChunk r:id=\"rId1\"/><w:subDoc r:id=\"rId2\"/>"));
      linked.put("word/_rels/document.xml.rels", relationships(address));
      files.put(kind + "-linked.docx", Documents.zip(linked));
      files.put(
          kind + "-linked.odt",
          Documents.openDocument(
              Documents.openContent(
                  "",
                  "before<draw:frame><draw:image xlink:href=\"%s\" xlink:actuate=\"onLoad\"/>"
                          .formatted(address)
                      + "<draw:object xlink:href=\"%s\"/></draw:frame>".formatted(address))));
      files.put(
          kind + ".pdf",
          pdf(
              "/OpenAction <</S /URI /URI (%1$s)>> /AF [<</Type /Filespec /FS /URL /F (%1$s)>>]"
                  .formatted(address),
              "BT /F 12 Tf (before) Tj ET"));
      files.put(
          kind + "-stream.pdf",
          new String(pdf("", "BT /F 12 Tf (before) Tj ET"), ISO_8859_1)
              .replaceFirst("/Length \\d+", "/Length 0 /F <</FS /URL /F (%s)>>".formatted(address))
              .getBytes(ISO_8859_1));
    }
    return files;
  }

  private static String relationships(String address) {
    var all = new StringBuilder();
    var number = 1;
    for (var type :
        List.of("aFChunk", "subDocument", "attachedTemplate", "image", "oleObject", "frame")) {
      all.append(
          """
          <Relationship Id="rId%d" \
          Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" \
          Target="%s" TargetMode="External"/>
          """
              .formatted(number++, type, address));
    }
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s\
    </Relationships>
    """
        .formatted(all);
  }

  @Tag("soak")
  @Test
  void brokenFilesOfEveryKindDoNoHarm() throws IOException {
    var soak = Soak.begin(Duration.ZERO);
    var random = Seed.random();
    do {
      brokenDoNoHarm(random);
    } while (soak.goesOn());
  }

  private void brokenDoNoHarm(Random random) throws IOException {
    for (var file : Documents.saying("words").entrySet()) {
      for (var i = 0; i < OF_EACH_KIND; i++) {
        var broken =
            random.nextBoolean() && file.getValue()[0] == 'P'
                ? brokenInside(file.getValue(), random)
                : broken(file.getValue(), random);

        assertThat(text(broken, file.getKey()))
            .as(file.getKey())
            .hasSizeLessThanOrEqualTo(Limits.USUAL.characters());
      }
      assertTheNextIsRead();
    }
  }

  private static byte[] broken(byte[] good, Random random) {
    var bytes = good.clone();
    var keep = Math.min(bytes.length - 1, 8);
    switch (random.nextInt(4)) {
      case 0 -> bytes = Arrays.copyOf(bytes, keep + random.nextInt(bytes.length - keep));
      case 1 -> {
        for (var i = 0; i < 1 + bytes.length / 100; i++) {
          bytes[keep + random.nextInt(bytes.length - keep)] = (byte) random.nextInt(256);
        }
      }
      case 2 -> {
        var noise = new byte[keep + random.nextInt(4_000)];
        random.nextBytes(noise);
        System.arraycopy(bytes, 0, noise, 0, keep);
        bytes = noise;
      }
      default -> {
        var at = keep + random.nextInt(bytes.length - keep);
        Arrays.fill(bytes, at, Math.min(bytes.length, at + 64), (byte) random.nextInt(256));
      }
    }
    return bytes;
  }

  /** The archive is whole; what is inside of one of its parts is not. */
  private static byte[] brokenInside(byte[] good, Random random) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var from = new ZipInputStream(new ByteArrayInputStream(good));
        var to = new ZipOutputStream(bytes)) {
      for (var entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        var part = from.readAllBytes();
        to.write(part.length > 16 && random.nextInt(3) == 0 ? broken(part, random) : part);
      }
    }
    return bytes.toByteArray();
  }
}

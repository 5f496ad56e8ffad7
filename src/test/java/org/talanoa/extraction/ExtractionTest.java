package org.talanoa.extraction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExtractionTest {
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

  @Test
  void everyKindSaysWhatItSaysInEveryLanguage() throws IOException {
    for (var words : List.of("Trust comes first", Documents.VIETNAMESE, Documents.ARABIC)) {
      for (var file : Documents.saying(words).entrySet()) {
        assertThat(text(file.getValue(), file.getKey())).as(file.getKey()).contains(words);
      }
    }
  }

  @Test
  void aTableIsReadRowByRow() throws IOException {
    assertThat(text(Documents.xlsx("Budget"), "a.xlsx")).contains("Budget\t12.5");
  }

  @Test
  void plainTextIsReadInTheCharsetThatItIsIn() throws IOException {
    assertThat(text("\uFEFFdéjà vu".getBytes(UTF_8), "a.txt")).isEqualTo("déjà vu");
    assertThat(text("déjà vu".getBytes(UTF_16), "a.txt")).isEqualTo("déjà vu");
    assertThat(text("\uFEFFdéjà vu".getBytes(UTF_16LE), "a.csv")).isEqualTo("déjà vu");
    assertThat(text("déjà “vu”".getBytes(Charset.forName("windows-1252")), "a.txt"))
        .isEqualTo("déjà “vu”");
  }

  @Test
  void anEndingMayBeWrittenInCapitals() throws IOException {
    assertThat(text("budget".getBytes(ISO_8859_1), "MINUTES.2026.TXT")).isEqualTo("budget");
  }

  @Test
  void whatIsNotToBeReadIsNotEvenLookedAt() throws IOException {
    var never = InputStream.nullInputStream();
    never.close();

    for (var name : List.of("a.png", "a.jpg", "a.exe", "a", "", "a.doc", "a.html")) {
      assertThat(extraction.text(never, name, 10)).as(name).isEmpty();
    }
    assertThat(extraction.text(never, "a.pdf", Limits.USUAL.bytes() + 1)).isEmpty();
    try (var off = new Extraction(false)) {
      assertThat(off.text(never, "a.txt", 10)).isEmpty();
    }
  }

  @Test
  void anOperatorSwitchesItOff() {
    var house = new ApplicationContextRunner().withUserConfiguration(Extraction.class);

    house
        .withPropertyValues("talanoa.extraction=on")
        .run(on -> assertThat(said(on.getBean(Extraction.class))).contains("words"));
    house
        .withPropertyValues("talanoa.extraction=off")
        .run(off -> assertThat(said(off.getBean(Extraction.class))).isEmpty());
  }

  private static Optional<String> said(Extraction extraction) throws IOException {
    return extraction.text(new ByteArrayInputStream("words".getBytes(UTF_8)), "a.txt", 5);
  }

  @Test
  void aFileThatIsLargerThanItsSizeSaysIsNotRead() throws IOException {
    var large = new byte[(int) Limits.USUAL.bytes() + 1];
    Arrays.fill(large, (byte) 'a');

    assertThat(extraction.text(new ByteArrayInputStream(large), "a.txt", 10)).isEmpty();
    assertThat(text("next".getBytes(UTF_8), "a.txt")).isEqualTo("next");
  }

  @Test
  void longTextIsCutBetweenTwoCharacters() throws IOException {
    var most = Limits.USUAL.characters();
    var emoji = "a" + "😀".repeat(most);
    var paragraph =
        IntStream.range(0, most / 2).mapToObj(Integer::toString).collect(Collectors.joining(" "));

    assertThat(text(emoji.getBytes(UTF_8), "a.txt")).isEqualTo(emoji.substring(0, most - 1));
    assertThat(text(Documents.docx(paragraph), "a.docx")).hasSizeBetween(most - 10, most);
    assertThat(text(Documents.openDocument(Documents.openContent("", paragraph)), "a.odt"))
        .hasSizeBetween(most - 10, most);
  }

  @Test
  void nothingIsSaidByAnEmptyFile() throws IOException {
    for (var name : List.of("a.pdf", "a.docx", "a.odt", "a.txt")) {
      assertThat(text(new byte[0], name)).isEqualTo("nothing");
    }
    assertThat(text("  \n ".getBytes(UTF_8), "a.txt")).isEqualTo("nothing");
  }

  @Test
  void aFileThatCannotBeHadIsTheCallersAffair() throws IOException {
    var broken = InputStream.nullInputStream();
    broken.close();

    assertThatThrownBy(() -> extraction.text(broken, "a.txt", 10)).isInstanceOf(IOException.class);
    assertThat(text("next".getBytes(UTF_8), "a.txt")).isEqualTo("next");
  }

  @Test
  void manyMayAskAtOnceAndEachIsAnsweredItsOwn() throws Exception {
    var pdf = Documents.pdf("the same for all");
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked =
          IntStream.range(0, 60)
              .mapToObj(i ->
                  people.submit(
                      (Callable<String>)
                          () ->
                              i % 10 == 0
                                  ? text(pdf, "a.pdf")
                                  : text(("number " + i).getBytes(UTF_8), "a.txt")))
              .toList();

      for (var i = 0; i < asked.size(); i++) {
        assertThat(asked.get(i).get()).isEqualTo(i % 10 == 0 ? "the same for all" : "number " + i);
      }
    }
  }
}

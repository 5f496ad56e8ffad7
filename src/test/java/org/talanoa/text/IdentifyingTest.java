package org.talanoa.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.talanoa.testing.BadInputs;
import org.talanoa.testing.Sample;
import org.talanoa.testing.SharedData;
import tools.jackson.databind.json.JsonMapper;

class IdentifyingTest {
  private static final List<String> MEMBERS =
      List.of(
          "Amina Diallo",
          "José Núñez",
          "Nguyễn Thị Minh",
          "ليلى حداد",
          "田中太郎",
          "Li Na",
          "Ольга Иванова",
          "Grace Otieno",
          "Mark van der Berg",
          "Tashi Dorji",
          "สมชาย ใจดี",
          "Łukasz Żółty",
          "Fatou N'Diaye",
          "Siosaia Tupou");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I think <Amina> will object",
        "ask <AMINA DIALLO>.",
        "<amina>'s ministry refused",
        "as <Jose Nunez> said",
        "<Núñez> signed",
        "<Minh> knows",
        "وقالت <ليلى> ذلك",
        "昨日<田中太郎>さんと話した",
        "so <Li Na> left",
        "спроси <Ольга>!",
        "<Grace> was there",
        "<Lukasz> came",
        "<Fatou N’Diaye> again",
        "คุณ<สมชาย>มา",
        "tell [@<Tashi>](person:abc123)",
        "<Mr Smith> did it",
        "the <Minister Okonkwo> refused",
        "<Mr J. Smith> left",
        "<Dr. Jane Goodall> spoke",
        "<Mme Traoré> a dit",
        "<M. Dupont> est venu",
        "<Mrs. O'Brien> knows",
        "le <ministre Koné> refuse",
        "<Am\u00adina> with a joint that is not seen"
      })
  void aPersonIsPointedOut(String text) {
    assertThat(found(text)).containsExactly(expected(Hint.Kind.PERSON, text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<+221 77 123 45 67>",
        "ring <+1 (202) 555-0143> now",
        "<01 42 68 53 00> le matin",
        "call <202-555-0143>",
        "<(202) 555-0143>",
        "<0044 20 7946 0958>",
        "tel: <7712345>",
        "WhatsApp <77 123 45 67>",
        "son portable est le <771234567>",
        "هاتف <+٢٢١٧٧١٢٣٤٥٦٧>"
      })
  void aTelephoneNumberIsPointedOut(String text) {
    assertThat(found(text)).containsExactly(expected(Hint.Kind.PHONE, text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a.b@example.org>",
        "(<x+y@mail.gouv.sn>).",
        "mail <o'neil@treasury.example.>",
        "<иван@почта.рф> да"
      })
  void anAddressOfMailIsPointedOut(String text) {
    var tidy = text.replace(".>", ">.");

    assertThat(found(tidy)).containsExactly(expected(Hint.Kind.EMAIL, tidy));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lives at <10 Downing Street>, they say",
        "<221B Baker St>",
        "<12 bis, rue de la Paix>",
        "au <3 avenue Léopold Sédar Senghor> ce soir",
        "<P.O. Box 30197>",
        "<PO Box 12> Suva",
        "<BP 4021> Dakar",
        "<boîte postale 17>",
        "near <SW1A 2AA>",
        "Anfa, <20250 Casablanca>",
        "<12 rue de la Paix, 75002 Paris>"
      })
  void anAddressIsPointedOut(String text) {
    assertThat(found(text)).containsExactly(expected(Hint.Kind.ADDRESS, text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<GB82 WEST 1234 5698 7654 32>",
        "<DE89370400440532013000>",
        "<FR14 2004 1010 0505 0001 3M02 606>",
        "passport <AB1234567>",
        "passport no. <1234567>",
        "his national ID number is <12345678>",
        "NIF : <4005512>",
        "<4111 1111 1111 1111>",
        "<123-45-6789>",
        "<1 85 05 78 006 084 36>",
        "<198505780060>",
        "<AB-123-CD>",
        "<KBC 123A>",
        "<AB12 CDE>",
        "numéro fiscal <0123456789>",
        "plate <DK4455A>"
      })
  void aNumberThatStandsForOneIsPointedOut(String text) {
    assertThat(found(text)).containsExactly(expected(Hint.Kind.IDENTIFIER, text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "In 2015 we spent 1 200 000 francs, 12 % more than in 2014.",
        "Act 2015/12 and loi n° 2015-123 du 15 mars 2015",
        "USD 123456789 was lost",
        "$1,234,567.89",
        "12345678 euros",
        "1.234.567",
        "between 2010-2015 2016",
        "on 2015-12-31 10:45:00",
        "31/12/2015",
        "31.12.2015 at 10:30",
        "ISBN 978-3-16-148410-0",
        "version 10.4.2.1",
        "5000 Euros",
        "the Minister of Finance",
        "it will mark a hope",
        "may I?",
        "20 000 people",
        "the Ministry",
        "12 ms Delay",
        "@home",
        "a@b",
        "https://example.org/1234567890123/AB1234567?a=+221771234567",
        "[file](attachment:0123456789abcdef0123456789abcdef)",
        "GB82 WEST 1234 5698 7654 33",
        "Resolution A/RES/70/1",
        "1 place pour chacun",
        "COVID-19",
        "ISO 9001",
        "the van left",
        "5 routes",
        "FY 2015 US"
      })
  void whatStandsForNobodyIsNotPointedOut(String text) {
    assertThat(found(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "write to <amina.diallo@finance.gov.sn>, she knows",
        "write to <a.d@finance.gov.sn>",
        "<Amina diallo@finance.gov.sn>",
        "[write](mailto:<amina@example.org>)",
        "at 12 rue <Amina Diallo>",
        "lives at 10 <Tupou> Street, they say",
        "see https://example.org/people/<amina-diallo>/2015",
        "<Mr Smith> and nobody else"
      })
  void nobodyIsLeftAlsoWhereANameIsPartOfAnAddress(String text) {
    var unnamed = Identifying.unnamed(unmarked(text), KnownNames.of(MEMBERS), "somebody");

    assertThat(unnamed).isEqualTo(text.replaceAll("<[^>]*>", "somebody"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Tashi said it. ", "10 Tupou Street. ", "+221 77 123 45 67 Minh. "})
  void nobodyIsLeftHoweverMany(String sentence) {
    var unnamed =
        Identifying.unnamed(
            sentence.repeat(2 * Identifying.MOST), KnownNames.of(MEMBERS), "somebody");

    assertThat(unnamed).doesNotContain("Tashi", "Tupou", "Minh");
    assertThat(unnamed.split("somebody", -1)).hasSize(2 * Identifying.MOST + 1);
  }

  @Test
  void hintsAreInOrderAndApart() {
    var text = "Mr Diallo, +221 77 123 45 67, amina@example.org, 12 rue de la Paix, AB-123-CD";

    var hints = Identifying.hints(text, KnownNames.of(MEMBERS));

    assertThat(hints)
        .extracting(Hint::kind)
        .containsExactly(
            Hint.Kind.PERSON,
            Hint.Kind.PHONE,
            Hint.Kind.EMAIL,
            Hint.Kind.ADDRESS,
            Hint.Kind.IDENTIFIER);
    for (var i = 1; i < hints.size(); i++) {
      assertThat(hints.get(i).from()).isGreaterThanOrEqualTo(hints.get(i - 1).to());
    }
  }

  @Test
  @Timeout(300)
  void anyTextTakesLittleTime() {
    var all = new ArrayList<>(BadInputs.naughty());
    BadInputs.commonMark().forEach(example -> all.add(example.markdown()));
    var bad =
        IntStream.range(0, all.size())
            .filter(i -> Sample.takes(i, 8))
            .mapToObj(all::get)
            .collect(Collectors.toCollection(ArrayList::new));
    bad.addAll(
        List.of(
            "1", "a", "@", "a@", "a@a.", "1 ", "+1", "(1", "A-1-", "GB82", "GB82 ", "M. ", "Mr ",
            "Mr A ", "1 A ", "1 Aa ", "1 rue ", "P.O. ", "http://", "person:", "é", "\u0301",
            "a\u0301", "\u200d", "田", "田中", "Amina ", "Li ", "0 ", "00 ", "-", " ", "\n"));
    var many = new ArrayList<>(MEMBERS);
    for (var i = 0; i < 1_000; i++) {
      many.add("Amina Person" + i);
      many.add("Li " + i);
    }

    var names = KnownNames.of(many);

    for (var text : bad) {
      if (!text.isEmpty()) {
        var long32 = text.repeat(32_000 / text.length() + 1).substring(0, 32_000);
        var hints = new ArrayList<Hint>();
        var effort = Effort.of(() -> hints.addAll(Identifying.hints(long32, names)));
        assertThat(effort).isLessThan(Duration.ofSeconds(2));
        assertThat(hints).hasSizeLessThanOrEqualTo(Identifying.MOST);
        assertThat(hints).allMatch(hint -> hint.from() < hint.to() && hint.to() <= 32_000);
      }
    }
  }

  /**
   * Numbers and addresses hardly occur in texts about reform: fewer than 1 sentence in 1 000 has
   * one pointed out, and what is pointed out there is one in most cases.
   */
  @Test
  void fewSentencesOfRealTextsArePointedAt() {
    var sentences = new ArrayList<String>();
    read("reform/projects-dev.jsonl.gz").forEach(line -> split(line.text(), sentences));
    read("reform/articles-18f.jsonl.gz").forEach(line -> split(line.text(), sentences));
    read("languages/tatoeba.jsonl.gz").stream()
        .filter(line -> "fr".equals(line.lang()))
        .forEach(line -> sentences.addAll(List.of(line.text(), line.en())));

    var counts = count(sentences);

    assertThat(sentences).hasSizeGreaterThan(15_000);
    for (var kind : List.of(Hint.Kind.PHONE, Hint.Kind.ADDRESS, Hint.Kind.IDENTIFIER)) {
      assertThat(counts.getOrDefault(kind, 0)).isLessThan(sentences.size() / 1_000);
    }
    assertThat(counts.getOrDefault(Hint.Kind.PERSON, 0)).isLessThan(sentences.size() / 100);
  }

  private static Map<Hint.Kind, Integer> count(List<String> sentences) {
    var counts = new EnumMap<Hint.Kind, Integer>(Hint.Kind.class);
    var names = KnownNames.of(MEMBERS);
    for (var sentence : sentences) {
      for (var hint : Identifying.hints(sentence, names)) {
        counts.merge(hint.kind(), 1, Integer::sum);
      }
    }
    return counts;
  }

  private record Line(@Nullable String lang, String text, @Nullable String en) {}

  private static List<Line> read(String name) {
    var json = JsonMapper.builder().build();
    try (var file = new GZIPInputStream(Files.newInputStream(SharedData.file(name)));
        var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return lines.lines().map(line -> json.readValue(line, Line.class)).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void split(String text, List<String> sentences) {
    for (var sentence : text.split("(?<=[.!?])\\s+|\n+")) {
      if (sentence.length() > 10) {
        sentences.add(sentence);
      }
    }
  }

  private static List<String> found(String marked) {
    var text = unmarked(marked);
    return Identifying.hints(text, KnownNames.of(MEMBERS)).stream()
        .map(hint -> hint.kind() + " " + text.substring(hint.from(), hint.to()))
        .toList();
  }

  private static String unmarked(String marked) {
    return marked.replace("<", "").replace(">", "");
  }

  private static String expected(Hint.Kind kind, String marked) {
    return kind + " " + marked.substring(marked.indexOf('<') + 1, marked.indexOf('>'));
  }
}

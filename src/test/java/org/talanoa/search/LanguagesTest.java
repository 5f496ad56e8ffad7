package org.talanoa.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.talanoa.alliance.Role;
import org.talanoa.discussion.Archive;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.Conversation;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;
import org.talanoa.people.Seniority;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Sample;
import org.talanoa.testing.Seated;
import org.talanoa.testing.World;
import org.talanoa.text.Markdown;
import org.talanoa.text.Title;

/** What is said in any language, by people of any name, is found as people would ask for it. */
class LanguagesTest {
  private static final Pattern APART = Pattern.compile("[^\\p{L}\\p{M}\\p{N}'’]+");
  private static final int SENTENCES = 200;

  /** One of so many sentences is asked for. */
  private static final int ASKED_FOR = 4;

  private final World world = new World();
  private final Search search =
      Talk.search(
          world,
          new MessageIndex(null, Talk.sources(world, new Archive(world.discussions)), world.feed));
  private Chair chair;
  private Person amina;

  @BeforeEach
  void aRoom() {
    amina = person("amina", "Amina Diallo", "Asia/Tokyo");
    chair = world.rooms.open(world.organiser, RoomKind.CLOSED, "Trésor public", "");
    Seated.in(world.rooms, chair, amina);
  }

  @AfterEach
  void close() {
    search.destroy();
    world.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar", "de", "en", "es", "fa", "fr", "hi", "pt", "ru", "tr", "uk", "vi"})
  void aWordFindsEachSentenceThatHasIt(String language) throws IOException {
    var sentences = say(language);

    for (var i = 0; i < sentences.size(); i++) {
      if (!Sample.takes(i, ASKED_FOR)) {
        continue;
      }
      var word =
          Arrays.stream(APART.split(sentences.get(i)))
              .max(Comparator.comparingInt(String::length))
              .orElseThrow();
      assertThat(numbers(word)).as(word).contains(i + 1);
      assertThat(numbers(Normalizer.normalize(word, Normalizer.Form.NFD)))
          .as("decomposed " + word)
          .contains(i + 1);
      if (!language.equals("tr")) {
        assertThat(numbers(word.toUpperCase(Locale.ROOT)))
            .as(word.toUpperCase(Locale.ROOT))
            .contains(i + 1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "ja"})
  void aFewCharactersFindEachSentenceThatHasThem(String language) throws IOException {
    var sentences = say(language);

    for (var i = 0; i < sentences.size(); i++) {
      if (!Sample.takes(i, ASKED_FOR)) {
        continue;
      }
      var run =
          Arrays.stream(sentences.get(i).split("[^\\p{IsHan}]+"))
              .max(Comparator.comparingInt(String::length))
              .orElse("");
      if (run.length() < 2) {
        continue;
      }
      var some = run.substring(run.length() / 2 - 1, run.length() / 2 + 1);
      var found = numbers(some);
      assertThat(found).as(some).contains(i + 1);
      assertThat(found).as(some).allMatch(number -> sentences.get(number - 1).contains(some));
      assertThat(numbers(sentences.get(i))).as(sentences.get(i)).contains(i + 1);
    }
  }

  /** All sentences that have a word in one of its forms, and none that has only another word. */
  @ParameterizedTest
  @CsvSource({
    "en, book, books?",
    "fr, livre, livres?",
    "es, libros, libros?",
    "pt, livro, livros?",
    "ru, книгу, книг(а|у|и|е|ой)?",
    "ar, مدينة, (وال|بال|ال|لل|و)?مدين(ة|ات)"
  })
  void realSentencesAreFoundByTheRightStemAndByNoWrongOne(String code, String asked, String forms)
      throws IOException {
    var all = Sentences.of(code, 1_000);
    var sentences =
        all.stream().filter(text -> Language.of(text) == language(code)).limit(SENTENCES).toList();
    var form = Pattern.compile(forms, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    var having =
        all.stream()
            .filter(text -> Language.of(text) == language(code))
            .filter(text -> APART.splitAsStream(text).anyMatch(form.asMatchPredicate()))
            .toList();
    var said = Stream.concat(having.stream(), sentences.stream()).distinct().toList();
    say(said);

    assertThat(having).hasSizeGreaterThan(1);
    assertThat(numbers(asked).stream().map(number -> said.get(number - 1)))
        .containsExactlyInAnyOrderElementsOf(having);
  }

  private static Language language(String code) {
    return Arrays.stream(Language.values())
        .filter(language -> language.stems().endsWith("." + code))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void ofRealSentencesThoseWithTheSameAccentsComeFirst() throws IOException {
    var sentences = Sentences.of("vi", 1_000);
    say(sentences);

    var found = numbers("bàn").stream().map(number -> sentences.get(number - 1)).toList();

    var same =
        Pattern.compile("\\bbàn\\b", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    assertThat(found).hasSizeGreaterThan(1);
    var exact = found.stream().filter(text -> same.matcher(text).find()).toList();
    assertThat(exact).isNotEmpty().hasSizeLessThan(found.size());
    assertThat(found.subList(0, exact.size())).containsExactlyElementsOf(exact);
  }

  @Test
  void aWordWithTheSameAccentsComesBeforeOneWithOthers() {
    say(
        List.of(
            "Con ma ở trong nhà",
            "Con mã ở trong nhà",
            "Con má ở trong nhà",
            "Le péché des autres",
            "La pêche des autres"));

    assertThat(numbers("ma")).containsExactlyInAnyOrder(1, 2, 3);
    assertThat(numbers("mã").getFirst()).isEqualTo(2);
    assertThat(numbers("MÁ").getFirst()).isEqualTo(3);
    assertThat(numbers("péché")).containsExactly(4, 5);
    assertThat(numbers("pêche")).containsExactly(5, 4);
    assertThat(numbers("pe\u0302che")).containsExactly(5, 4);
    assertThat(numbers("peche")).containsExactlyInAnyOrder(4, 5);
  }

  /** Where no spaces stand between words, a word is found where it is, and not where it is not. */
  @ParameterizedTest
  @CsvSource({"th, ปัญหา", "th, โรงเรียน", "km, ប្រទេស"})
  void aWordIsFoundAmongOthersThatNothingSeparatesItFrom(String code, String word)
      throws IOException {
    var sentences = Sentences.of(code, 1_000);
    say(sentences);

    var found = numbers(word).stream().map(number -> sentences.get(number - 1)).toList();

    var having = sentences.stream().filter(text -> text.contains(word)).toList();
    assertThat(having).isNotEmpty();
    assertThat(having).containsAll(found);
    assertThat(found.size()).isGreaterThanOrEqualTo(having.size() * 2 / 3);
  }

  /** Of the Universal Declaration of Human Rights, and of what officials say. */
  @Test
  void wordsOfLanguagesWithoutRulesOfTheirOwnAreFoundAsTheyAre() {
    say(
        List.of(
            "ހުރިހާ އިންސާނުން ވެސް އުފަންވަނީ މިނިވަންކަމުގައި ހަމަހަމަ ދަރަޖައެއްގައެވެ.",
            "འགྲོ་བ་མི་རིགས་ག་ར་དབང་ཆ་འདྲ་མཏམ་འབད་སྒྱེཝ་ལས་ག་ར་གིས་གཅིག་གིས་གཅིག་ལུ་སྤུན་ཆའི་དམ་ཚིག་བསྟན་དགོས།",
            "ພວກເຮົາຕ້ອງການປະຕິຮູບງົບປະມານຂອງລັດ",
            "ကျွန်တော်တို့သည်ဘတ်ဂျက်ပြုပြင်ပြောင်းလဲမှုလိုအပ်သည်",
            "예산 개혁은 작은 부처에서 시작되었다"));

    assertThat(numbers("އިންސާނުން")).containsExactly(1);
    assertThat(numbers("މިނިވަން*")).containsExactly(1);
    assertThat(numbers("དབང་ཆ")).containsExactly(2);
    assertThat(numbers("མི་རིགས་")).containsExactly(2);
    assertThat(numbers("\"དམ་ཚིག\"")).containsExactly(2);
    assertThat(numbers("ཆ་དབང")).isEmpty();
    assertThat(numbers("ງົບປະມານ")).containsExactly(3);
    assertThat(numbers("ဘတ်ဂျက်")).containsExactly(4);
    assertThat(numbers("예산 개혁은")).containsExactly(5);
  }

  @Test
  void aSentenceWithoutSpacesIsAQuestionAsAnyOther() {
    say(
        List.of(
            "今天天气很好，我们去公园散步吧。",
            "财政部和审计署这两个部门花了两年才建立起信任。",
            "预算改革是从一个小部门开始的。",
            "གཞུང་གི་དངུལ་འབྲེལ་རྩིས་ཞིབ་དབང་འཛིན་གྱིས་སྙན་ཞུ་ཕུལ་ཡི།",
            "การปฏิรูปงบประมาณต้องได้รับการสนับสนุนจากรัฐมนตรี"));

    assertThat(numbers("怎样在不同的部门之间建立信任？").getFirst()).isEqualTo(2);
    assertThat(numbers("预算改革经验").getFirst()).isEqualTo(3);
    assertThat(find("预算改革经验", 0).loosely()).isTrue();
    assertThat(numbers("预算改革是从一个小部门")).startsWith(3);
    assertThat(numbers("དངུལ་འབྲེལ་རྩིས་ཞིབ").getFirst()).isEqualTo(4);
    assertThat(numbers("เราจะทำอย่างไรให้รัฐมนตรีสนับสนุนการปฏิรูป").getFirst()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({
    "Les réformes que nous avons menées ont coûté cher, réforme, mener",
    "Las reformas que hemos hecho en los ministerios, reforma, ministerio",
    "As reformas que fizemos nos ministérios não foram fáceis, reforma, ministério",
    "Мы провели реформы в министерствах, реформа, министерство",
    "The ministries have been reforming their budgets, ministry, budget",
    "أصلحنا الوزارات والموازنات منذ سنتين, وزارة, موازنة",
    "وزارة المالية ووزارة العدل, الوزارات, المالية"
  })
  void anotherFormOfAWordIsFoundByTheRulesOfItsLanguage(String said, String one, String other) {
    say(List.of(said, "Nobody here has said anything of this"));

    assertThat(numbers(one)).containsExactly(1);
    if (!other.equals("mener")) {
      assertThat(numbers(other)).containsExactly(1);
    }
  }

  @Test
  void whatIsWrittenExactlySoComesFirst() {
    say(List.of("We have two budgets in this house", "We have one budget in this house"));

    assertThat(numbers("budget")).containsExactly(2, 1);
    assertThat(numbers("budgets")).containsExactly(1, 2);
  }

  @Test
  void theRulesOfOneLanguageAreNotThoseOfAnother() {
    say(
        List.of(
            "Wir haben das nicht mit den Newsen von gestern",
            "La casa es nueva y es de todos los que trabajan en ella"));

    assertThat(numbers("newse")).isEmpty();
    assertThat(numbers("nuevas")).containsExactly(2);
  }

  @Test
  void marksOnLettersDoNotMatter() throws IOException {
    say(
        List.of(
            "La réforme de l’État",
            "Công chức ở Hà Nội nhận lương qua đường bưu điện",
            "Всё ещё впереди, сказал йог",
            "العَرَبِيَّةُ لغة الإدارة",
            "Die Straße nach Übersee",
            "Com\u00ADmission\u200F, pour\u202Fquoi\u202F? می\u200Cروم"));

    assertThat(numbers("reforme")).containsExactly(1);
    assertThat(numbers("REFORME etat")).containsExactly(1);
    assertThat(numbers("ref\u0301orme")).containsExactly(1);
    assertThat(numbers("l'etat")).containsExactly(1);
    assertThat(numbers("cong chuc duong")).containsExactly(2);
    assertThat(numbers("Cong* bưu")).containsExactly(2);
    assertThat(numbers("все еще")).containsExactly(3);
    assertThat(numbers("العربية")).containsExactly(4);
    assertThat(numbers("الادارة")).containsExactly(4);
    assertThat(numbers("strasse ubersee")).containsExactly(5);
    assertThat(numbers("commission pour quoi")).containsExactly(6);
    assertThat(numbers("می\u200Cروم")).containsExactly(6);
    assertThat(numbers("روم")).containsExactly(6);
  }

  @Test
  void simplePluralsAreFoundBothWays() throws IOException {
    say(
        List.of(
            "Two counters were opened",
            "One counter is enough",
            "The ministries’ taxes",
            "A ministry and a tax"));

    assertThat(numbers("counter")).containsExactlyInAnyOrder(1, 2);
    assertThat(numbers("counters")).containsExactlyInAnyOrder(1, 2);
    assertThat(numbers("ministry")).containsExactlyInAnyOrder(3, 4);
    assertThat(numbers("tax")).containsExactlyInAnyOrder(3, 4);
    assertThat(numbers("counter").getFirst()).isEqualTo(2);
  }

  @Test
  void aPhraseMayHaveSignsAndOtherQuotationMarksInIt() throws IOException {
    say(
        List.of(
            "The budget, for training: 2026/27.",
            "For training, the budget",
            "L’aide aux « guichets uniques » continue"));

    assertThat(numbers("\"budget, for training\"")).containsExactly(1);
    assertThat(numbers("\"budget for – training: 2026/27\"")).containsExactly(1);
    assertThat(numbers("“budget for”")).containsExactly(1);
    assertThat(numbers("« guichets uniques »")).containsExactly(3);
    assertThat(numbers("\"aide aux guichets\"")).containsExactly(3);
    assertThat(numbers("training -\"budget for\"")).containsExactly(2);
    assertThat(numbers("“” ! ?")).isEmpty();
  }

  @Test
  void namesOfPeopleAndRoomsMayHaveSpacesAndMarks() {
    var other = person("other", "Amina Keïta", "UTC");
    Seated.in(world.rooms, chair, other);
    var thread = world.thread(amina, chair.room().id(), "Payroll");
    world.discussions.post(
        world.voice(other, chair.room().id()), thread, World.draft("What others think"));
    settled(2);

    assertThat(numbers("from:\"Amina Diallo\" what")).containsExactly(1);
    assertThat(numbers("from:“amina diallo” what")).containsExactly(1);
    assertThat(numbers("from:amina what")).containsExactlyInAnyOrder(1, 2);
    assertThat(numbers("from:KEITA what")).containsExactly(2);
    assertThat(numbers("from:diallo from:keita what")).containsExactlyInAnyOrder(1, 2);
    assertThat(numbers("from:me what")).containsExactly(1);
    assertThat(numbers("from:nobody what")).isEmpty();
    assertThat(numbers("in:\"tresor public\" what")).containsExactlyInAnyOrder(1, 2);
    assertThat(numbers("in:Trésor")).containsExactlyInAnyOrder(1, 2);
    assertThat(numbers("in:elsewhere what")).isEmpty();
  }

  @Test
  void meIsNobodyWhoseNameHappensToHoldIt() {
    var ahmed = person("ahmed", "Ahmed Mehmet", "UTC");
    Seated.in(world.rooms, chair, ahmed);
    world.thread(ahmed, chair.room().id(), "Payroll");
    settled(1);

    assertThat(numbers("from:me")).isEmpty();
    assertThat(numbers("from:ahme")).containsExactly(1);
  }

  @Test
  void aDayIsTheAskersDay() {
    // Tokyo is nine hours ahead: there it is the second of May already.
    bring(List.of("late on the first"), Instant.parse("2026-05-01T15:30:00Z"));
    settled(1);

    assertThat(numbers("after:2026-05-02 late")).containsExactly(1);
    assertThat(numbers("before:2026-05-02 late")).isEmpty();
    assertThat(numbers("after:2026-05-03 late")).isEmpty();
    assertThat(numbers("before:2026-05-03 after:2026 late")).containsExactly(1);
    assertThat(numbers("before:2026-05 late")).isEmpty();
  }

  private Person person(String id, String name, String zone) {
    var named = new PersonId(id);
    world.people.pretend(
        new Profile(
            named,
            name,
            null,
            "",
            "",
            "",
            Seniority.MID,
            List.of(),
            ZoneId.of(zone),
            Locale.ENGLISH,
            List.of(),
            false,
            false),
        false);
    world.alliances.admit(world.organiser, named, Role.PEER);
    return world.person(id);
  }

  private List<String> say(String language) throws IOException {
    var sentences = Sentences.of(language, SENTENCES);
    say(sentences);
    return sentences;
  }

  private void say(List<String> sentences) {
    bring(sentences, Instant.parse("2026-05-01T12:00:00Z"));
    settled(sentences.size());
  }

  private void bring(List<String> sentences, Instant at) {
    world.discussions.bring(
        chair,
        new Conversation(
            "test",
            new Title("…"),
            sentences.stream()
                .map(text ->
                    Conversation.Line.of(
                        new Byline.Named(amina.id()), at, Markdown.of(text), Optional.empty()))
                .toList()));
  }

  private void settled(int count) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> find("in:public", 0).total() == count);
  }

  private List<Integer> numbers(String question) {
    var numbers = new ArrayList<Integer>();
    Found found;
    do {
      found = find(question, numbers.size());
      found.hits().forEach(hit -> numbers.add(Talk.number(hit)));
    } while (!found.hits().isEmpty() && numbers.size() < found.total());
    return numbers;
  }

  private Found find(String question, int from) {
    var inquiry = new Inquiry(Optional.empty(), Question.of(question), from, Search.MOST);
    return Talk.whole(() -> search.find(world.rooms.seats(amina), inquiry));
  }
}

package org.talanoa.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.LowerCaseFilter;

/**
 * The languages whose words are brought to their stems, and how one is told from others: by its
 * script, by letters that only it has, and by the small words that every sentence of it is full of
 * (Grefenstette, "Comparing two language identification schemes", 1995). Languages that only rivals
 * have in common letters with are known too, so that their texts are not taken for one of these.
 */
enum Language {
  ENGLISH("en"),
  FRENCH("fr"),
  SPANISH("es"),
  PORTUGUESE("pt"),
  RUSSIAN("ru"),
  ARABIC("ar"),
  VIETNAMESE("vi"),
  CHINESE("zh"),
  OTHER("");

  /** The beginning of a text tells. */
  private static final int ENOUGH = 1_000;

  /** Of so many words one has to be a small word at least, or the text is nobody's. */
  private static final int WORDS_FOR_A_SMALL_ONE = 12;

  /** A letter that only one language has counts like so many small words. */
  private static final double WEIGHT_OF_A_LETTER = 0.6;

  private static final Pattern APART = Pattern.compile("[^\\p{L}\\p{M}'’]+");
  private static final BitSet ARABIC_OF_OTHERS = letters("پچژگکیٹڈڑںےۓہھۀەڵێۆڕ");
  private static final BitSet CYRILLIC_OF_OTHERS = letters("іїєґўјљњћђџќѓѕөүңғқұһәӣӯҷҳӑӗҫ");

  /** Those of its small words that Russian has not. */
  private static final Set<String> UKRAINIAN_SMALL_WORDS =
      Set.of(
          "що", "як", "це", "або", "але", "було", "був", "була", "його", "ми", "ви", "ти", "де",
          "хто", "чому", "щоб", "вже", "ще", "дуже", "від", "цього", "цей", "ця", "вона", "вони",
          "воно", "мене", "тебе", "й", "чи", "бо", "тут", "треба", "немає", "буде", "можна",
          "завжди", "маю", "має");

  /** Small words of languages written in Latin letters; those beside ours are rivals. */
  private static final Map<String, Set<String>> SMALL_WORDS_OF = smallWordsOf();

  /** In which of these languages a small word is. */
  private static final Map<String, Set<String>> SMALL_WORDS = inverted(SMALL_WORDS_OF);

  private static final Map<String, BitSet> OWN_LETTERS =
      Map.of(
          "vi", letters("ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹĩ"),
          "es", letters("ñ¿¡"),
          "pt", letters("ãõ"),
          "de", letters("äöüß"),
          "tr", letters("ığş"),
          "fr", letters("èêœùû"),
          "it", letters("ìò"),
          "pl", letters("łąęśźż"));

  private final String code;

  Language(String code) {
    this.code = code;
  }

  /** The field of the index that holds the stems of texts in this language. */
  String stems() {
    return "stems." + code;
  }

  /** The field of the index that holds the stems of files in this language. */
  String stemsInFiles() {
    return Words.FILES + "." + code;
  }

  /** Words that are in most sentences of this language, whatever they are about. */
  Set<String> smallWords() {
    return SMALL_WORDS_OF.getOrDefault(code, Set.of());
  }

  /** The language that a text is written in, as far as it can be told. */
  static Language of(String whole) {
    var text = whole.length() > ENOUGH ? whole.substring(0, ENOUGH) : whole;
    var letters = new Letters(text);
    return switch (letters.most()) {
      case ARABIC -> has(text, ARABIC_OF_OTHERS) ? OTHER : ARABIC;
      case CYRILLIC -> inCyrillic(text.toLowerCase(Locale.ROOT));
      case HAN -> CHINESE;
      case LATIN -> inLatin(text.toLowerCase(Locale.ROOT));
      default -> OTHER;
    };
  }

  /** The languages that something as short as a question may be in. */
  static List<Language> possible(String words) {
    return switch (new Letters(words).most()) {
      case ARABIC -> List.of(ARABIC);
      case CYRILLIC -> List.of(RUSSIAN);
      case LATIN -> List.of(ENGLISH, FRENCH, SPANISH, PORTUGUESE);
      default -> List.of();
    };
  }

  /** Whether something as short as a question may be English, as far as it can be told. */
  static boolean maybeEnglish(String words) {
    if (new Letters(words).most() != Character.UnicodeScript.LATIN) {
      return false;
    }
    var likeliest = likeliest(words.toLowerCase(Locale.ROOT));
    return likeliest.equals(ENGLISH.code) || likeliest.isEmpty() && !hasForeignLetters(words);
  }

  private static boolean hasForeignLetters(String words) {
    return words.codePoints().anyMatch(letter -> letter > 0x7F && Character.isLetter(letter));
  }

  private static BitSet letters(String letters) {
    var set = new BitSet();
    letters.chars().forEach(set::set);
    return set;
  }

  private static boolean has(String text, BitSet letters) {
    return text.chars().anyMatch(letters::get);
  }

  private static Language inCyrillic(String text) {
    var ukrainian = Arrays.stream(APART.split(text)).anyMatch(UKRAINIAN_SMALL_WORDS::contains);
    return has(text, CYRILLIC_OF_OTHERS) || ukrainian ? OTHER : RUSSIAN;
  }

  private static Language inLatin(String text) {
    return of(likeliest(text), OTHER);
  }

  /** The code of the language that a text is likeliest in; empty where nothing speaks for one. */
  private static String likeliest(String text) {
    var likely = new TreeMap<String, Double>();
    var words = Arrays.stream(APART.split(text)).filter(word -> !word.isEmpty()).toList();
    words.forEach(word -> count(word.replace('’', '\''), likely));
    OWN_LETTERS.forEach((language, letters) -> {
      var own = text.chars().filter(letters::get).count();
      if (own > 0) {
        likely.merge(language, own * WEIGHT_OF_A_LETTER, Double::sum);
      }
    });
    var best = "";
    var most = 0.0;
    for (var each : likely.entrySet()) {
      if (each.getValue() > most) {
        most = each.getValue();
        best = each.getKey();
      }
    }
    return most * WORDS_FOR_A_SMALL_ONE < words.size() ? "" : best;
  }

  private static Language of(String code, Language otherwise) {
    return Arrays.stream(values())
        .filter(language -> language.code.equals(code))
        .findFirst()
        .orElse(otherwise);
  }

  /** A small word that several languages have speaks for each of them a little. */
  private static void count(String word, Map<String, Double> likely) {
    var apostrophe = word.indexOf('\'');
    if (apostrophe > 0 && apostrophe <= 2) {
      count(word.substring(apostrophe + 1), likely);
      count(word.substring(0, apostrophe), likely);
      return;
    }
    var having = SMALL_WORDS.getOrDefault(word, Set.of());
    having.forEach(language -> likely.merge(language, 1.0 / having.size(), Double::sum));
  }

  private static Map<String, Set<String>> smallWordsOf() {
    var words = new HashMap<String, Set<String>>();
    words.put("en", listed("snowball/english_stop.txt"));
    words.put("fr", listed("snowball/french_stop.txt"));
    words.put("es", listed("snowball/spanish_stop.txt"));
    words.put("pt", listed("snowball/portuguese_stop.txt"));
    words.put("de", listed("snowball/german_stop.txt"));
    words.put("it", listed("snowball/italian_stop.txt"));
    words.put("nl", listed("snowball/dutch_stop.txt"));
    words.put("tr", listed("tr/stopwords.txt"));
    words.put("id", listed("id/stopwords.txt"));
    words.put(
        "vi",
        Set.of(
            "và", "của", "là", "không", "có", "được", "cho", "trong", "người", "những", "một",
            "các", "đã", "này", "với", "tôi", "để", "khi", "thì", "bạn", "anh", "cô", "ấy", "chúng",
            "rất", "đang", "sẽ", "ở", "cái", "gì", "như", "đó", "nó", "họ"));
    words.put(
        "sw",
        Set.of(
            "na", "ya", "wa", "kwa", "ni", "la", "za", "hii", "huyo", "yake", "sana", "kuwa",
            "katika", "watu", "cha", "hakuna", "mimi", "wewe", "yangu", "wangu", "nini"));
    return words;
  }

  private static Map<String, Set<String>> inverted(Map<String, Set<String>> words) {
    var having = new HashMap<String, Set<String>>();
    words.forEach((language, all) ->
        all.forEach(word -> having.computeIfAbsent(word, _ -> new TreeSet<>()).add(language)));
    return having;
  }

  /** A list of small words that comes along with the analysis of texts. */
  private static Set<String> listed(String name) {
    try (var list =
        LowerCaseFilter.class.getResourceAsStream("/org/apache/lucene/analysis/" + name)) {
      if (list == null) {
        throw new IllegalStateException("there is no list " + name);
      }
      var words = new HashSet<String>();
      for (var line : new String(list.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        var said = line.replaceAll("[|#].*", "").strip();
        if (!said.isEmpty()) {
          words.addAll(Arrays.asList(said.split("\\s+")));
        }
      }
      return Set.copyOf(words);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Which script most letters of a text are of; one sign of Han says as much as several letters.
   */
  private static final class Letters {
    private static final int LETTERS_IN_A_SIGN = 3;

    private final Map<Character.UnicodeScript, Integer> counted = new HashMap<>();

    Letters(String text) {
      text.codePoints()
          .filter(Character::isLetter)
          .forEach(letter -> {
            var script = Character.UnicodeScript.of(letter);
            counted.merge(
                script,
                script == Character.UnicodeScript.HAN ? LETTERS_IN_A_SIGN : 1,
                Integer::sum);
          });
      // Japanese is written with these and with Han, and is not Chinese.
      if (counted.containsKey(Character.UnicodeScript.HIRAGANA)
          || counted.containsKey(Character.UnicodeScript.KATAKANA)) {
        counted.remove(Character.UnicodeScript.HAN);
      }
    }

    Character.UnicodeScript most() {
      return counted.entrySet().stream()
          .max(Map.Entry.comparingByValue())
          .map(Map.Entry::getKey)
          .orElse(Character.UnicodeScript.UNKNOWN);
    }
  }
}

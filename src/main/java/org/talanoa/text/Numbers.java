package org.talanoa.text;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.talanoa.text.Tokens.Token;

/**
 * Finds telephone numbers and numbers that stand for a person, an account or a car. Years, amounts,
 * percentages and the numbers of laws are not meant.
 */
final class Numbers {
  private static final int LOOK_BACK = 5;
  private static final int MOST_GROUPS = 12;
  private static final int SHORTEST_IBAN = 15;
  private static final int LONGEST_IBAN = 34;
  private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

  private static final Set<String> CALLING =
      Set.of(
          "tel",
          "telephone",
          "phone",
          "mobile",
          "cell",
          "cellphone",
          "whatsapp",
          "fax",
          "sms",
          "portable",
          "telephonique",
          "gsm");

  private static final Set<String> IDENTIFYING =
      Set.of(
          "passport",
          "passeport",
          "nin",
          "tin",
          "nif",
          "ssn",
          "cni",
          "matricule",
          "siret",
          "siren",
          "bvn",
          "nric");

  private static final Set<String> OF_A_PERSON =
      Set.of(
          "id",
          "identity",
          "identite",
          "identification",
          "tax",
          "fiscal",
          "fiscale",
          "national",
          "account",
          "compte",
          "security",
          "securite",
          "card",
          "carte",
          "licence",
          "license",
          "permis",
          "taxpayer",
          "contribuable",
          "payroll");

  private static final Set<String> NUMBERED =
      Set.of("number", "no", "nr", "n", "numero", "num", "code");

  private static final Set<String> LAWS =
      Set.of(
          "act",
          "law",
          "loi",
          "decree",
          "decret",
          "arrete",
          "ordonnance",
          "ordinance",
          "regulation",
          "reglement",
          "directive",
          "resolution",
          "bill",
          "article",
          "isbn",
          "issn",
          "doi",
          "version",
          "rfc",
          "bug",
          "issue",
          "invoice",
          "pid");

  private static final Set<String> PLATES =
      Set.of("plate", "plates", "immatriculation", "immatriculee", "immatricule", "registration");

  private static final Set<String> MONEY =
      Set.of(
          "usd",
          "eur",
          "euro",
          "euros",
          "dollar",
          "dollars",
          "francs",
          "fcfa",
          "xof",
          "xaf",
          "cfa",
          "gbp",
          "pounds",
          "million",
          "millions",
          "billion",
          "percent",
          "kes",
          "ngn",
          "ghs");

  private final String words;
  private final List<Token> tokens;
  private final List<Hint> found = new ArrayList<>();

  Numbers(String words, List<Token> tokens) {
    this.words = words;
    this.tokens = tokens;
  }

  List<Hint> hints() {
    for (var at = 0; at < tokens.size() && found.size() < Identifying.MOST; ) {
      var token = tokens.get(at);
      if (token.digits() == 0 && !token.capital()) {
        at++;
        continue;
      }
      at += Math.max(1, Math.max(account(at), Math.max(plate(at), numbers(at))));
    }
    return found;
  }

  /** An international account number, whose digits prove themselves. */
  private int account(int at) {
    var first = tokens.get(at).folded();
    if (first.length() < 4 || !first.substring(0, 4).matches("[a-z]{2}[0-9]{2}")) {
      return 0;
    }
    var number = new StringBuilder();
    for (var length = 0; at + length < tokens.size(); length++) {
      var group = tokens.get(at + length).folded();
      if (group.isEmpty()
          || !isAscii(group)
          || number.length() + group.length() > LONGEST_IBAN
          || length > 0 && !standsClose(at + length)) {
        return 0;
      }
      number.append(group);
      if (number.length() >= SHORTEST_IBAN && proves(number.toString())) {
        add(Hint.Kind.IDENTIFIER, at, length + 1);
        return length + 1;
      }
    }
    return 0;
  }

  private static boolean proves(String number) {
    var digits =
        (number.substring(4) + number.substring(0, 4))
            .chars()
            .mapToObj(letter -> Integer.toString(Character.digit(letter, 36)))
            .collect(Collectors.joining());
    return new BigInteger(digits).mod(NINETY_SEVEN).intValue() == 1;
  }

  /** The plate of a car: its usual forms, and any short mixture behind a word that says so. */
  private int plate(int at) {
    var three = forms(at, 3, "-");
    if (three.equals("A-9-A") && digitsOf(at + 1) >= 3 && lettersBeside(at)) {
      add(Hint.Kind.IDENTIFIER, at, 3);
      return 3;
    }
    var two = tokens.get(at).folded() + "/" + (at + 1 < tokens.size() ? next(at) : "");
    if (isCapitals(at) && forms(at, 2, " ").length() == 3) {
      if (two.matches("[a-z]{3}/[0-9]{3}[a-z]|(?!fy)[a-z]{2}[0-9]{2}/[a-z]{3}")
          && isCapitals(at + 1)) {
        add(Hint.Kind.IDENTIFIER, at, 2);
        return 2;
      }
    }
    var token = tokens.get(at);
    if (token.digits() >= 2
        && token.letters() >= 2
        && token.to() - token.from() <= 10
        && isCapitals(at)
        && saidBefore(at, PLATES)) {
      add(Hint.Kind.IDENTIFIER, at, 1);
      return 1;
    }
    return 0;
  }

  private String next(int at) {
    return tokens.get(at + 1).folded();
  }

  private boolean lettersBeside(int at) {
    return isCapitals(at)
        && isCapitals(at + 2)
        && tokens.get(at).letters() <= 3
        && tokens.get(at + 2).letters() <= 3;
  }

  /** What kind of tokens follow each other here, such as {@code A-9-A}. */
  private String forms(int at, int count, String between) {
    var forms = new StringBuilder();
    for (var i = at; i < Math.min(tokens.size(), at + count); i++) {
      if (i > at) {
        if (!gap(i).equals(between)) {
          return "";
        }
        forms.append(between);
      }
      forms.append(tokens.get(i).isNumber() ? '9' : tokens.get(i).isWord() ? 'A' : 'X');
    }
    return forms.toString();
  }

  /** Groups of digits that stand together, or one token of letters and digits. */
  private int numbers(int at) {
    var token = tokens.get(at);
    if (token.digits() == 0) {
      return 0;
    }
    if (token.letters() > 0) {
      return mixed(at);
    }
    var length = 1;
    while (length < MOST_GROUPS
        && at + length < tokens.size()
        && tokens.get(at + length).isNumber()
        && isInsideNumber(gap(at + length))) {
      length++;
    }
    var kind = kind(at, length);
    if (kind != null) {
      add(kind, at, length);
    }
    return length;
  }

  private int mixed(int at) {
    var token = tokens.get(at);
    var document =
        isCapitals(at) && token.folded().matches("[a-z]{1,2}[0-9]{7,9}|[a-z]{2}[0-9]{6}[a-z]");
    if ((document || token.digits() >= 5 && isCapitals(at) && isAskedFor(at))
        && !saidBefore(at, LAWS)) {
      add(Hint.Kind.IDENTIFIER, at, 1);
    }
    return 1;
  }

  private Hint.@Nullable Kind kind(int at, int length) {
    var groups = tokens.subList(at, at + length);
    var digits = groups.stream().map(Token::folded).collect(Collectors.joining());
    var plus = precededBy(at, "+");
    if (digits.length() < 5 || digits.length() > 24 || isMoney(at, length)) {
      return null;
    }
    if ((plus || digits.startsWith("00") && length > 1) && fits(digits, 8, 15)) {
      return Hint.Kind.PHONE;
    }
    if (isAmount(groups, at) || isTime(groups) || saidBefore(at, LAWS)) {
      return null;
    }
    if (fits(digits, 6, 15) && saidBefore(at, CALLING)) {
      return Hint.Kind.PHONE;
    }
    if (isAskedFor(at)) {
      return Hint.Kind.IDENTIFIER;
    }
    if (isPhone(groups, at, digits)) {
      return Hint.Kind.PHONE;
    }
    return isLong(groups, at, digits) ? Hint.Kind.IDENTIFIER : null;
  }

  private boolean isPhone(List<Token> groups, int at, String digits) {
    var sizes = sizes(groups);
    var dotted = gaps(groups).contains(".");
    if (sizes.equals("334")) {
      return !dotted || precededBy(at, "(") || digits.charAt(0) >= '2';
    }
    return groups.size() >= 3
        && fits(digits, 9, 12)
        && digits.startsWith("0")
        && !digits.startsWith("00")
        && sizes.chars().allMatch(size -> size >= '2' && size <= '5');
  }

  private boolean isLong(List<Token> groups, int at, String digits) {
    if (groups.size() == 1) {
      return fits(digits, 9, 20) && !digits.endsWith("00000") && !precededBy(at, "#");
    }
    var sizes = sizes(groups);
    var together = gaps(groups).chars().allMatch(gap -> gap == ' ' || gap == '-');
    return together
        && (sizes.equals("4444") && checks(digits)
            || sizes.equals("324") && gaps(groups).equals("--")
            || sizes.startsWith("122233") && (digits.charAt(0) == '1' || digits.charAt(0) == '2'));
  }

  /** The check digit of cards. */
  private static boolean checks(String digits) {
    var sum = 0;
    for (var i = 0; i < digits.length(); i++) {
      var digit = digits.charAt(digits.length() - 1 - i) - '0';
      var twice = i % 2 == 0 ? digit : 2 * digit;
      sum += twice > 9 ? twice - 9 : twice;
    }
    return sum % 10 == 0;
  }

  /** Thousands set apart, or decimals. */
  private boolean isAmount(List<Token> groups, int at) {
    if (groups.size() == 1) {
      return false;
    }
    var sizes = sizes(groups);
    var thousands = sizes.substring(1).chars().allMatch(size -> size == '3');
    return thousands && !groups.getFirst().folded().startsWith("0") && !precededBy(at, "(");
  }

  /** Years, days and times of day. */
  private static boolean isTime(List<Token> groups) {
    return groups.size() > 1
        && groups.stream().anyMatch(group -> group.folded().matches("(19|20)[0-9]{2}"))
        && groups.stream().allMatch(group -> group.folded().length() <= 4)
        && sizes(groups).matches("4+|4?[12]{2}4?[12]*|4[12]");
  }

  private boolean isMoney(int at, int length) {
    var before = tokens.get(at).from() - 1;
    while (before >= 0 && words.charAt(before) == ' ') {
      before--;
    }
    if (before >= 0 && isCurrency(words.codePointAt(before))) {
      return true;
    }
    if (at > 0 && MONEY.contains(tokens.get(at - 1).folded())) {
      return true;
    }
    var after = tokens.get(at + length - 1).to();
    while (after < words.length() && words.charAt(after) == ' ') {
      after++;
    }
    return after < words.length()
            && (words.charAt(after) == '%' || isCurrency(words.codePointAt(after)))
        || at + length < tokens.size() && MONEY.contains(tokens.get(at + length).folded());
  }

  private static boolean isCurrency(int letter) {
    return Character.getType(letter) == Character.CURRENCY_SYMBOL;
  }

  /** Whether the words before ask for a number that stands for somebody. */
  private boolean isAskedFor(int at) {
    return saidBefore(at, IDENTIFYING) || saidBefore(at, OF_A_PERSON) && saidBefore(at, NUMBERED);
  }

  private boolean saidBefore(int at, Set<String> what) {
    for (var i = Math.max(0, at - LOOK_BACK); i < at; i++) {
      if (what.contains(tokens.get(i).folded()) && !isSentenceBetween(i, at)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a sentence ends between two tokens: a stop behind a word that is no abbreviation. */
  private boolean isSentenceBetween(int one, int other) {
    for (var i = one; i < other; i++) {
      var gap = gap(i + 1);
      if (gap.indexOf('\n') >= 0 || gap.startsWith(". ") && tokens.get(i).letters() > 4) {
        return true;
      }
    }
    return false;
  }

  /** What stands between this token and the one before, cut short. */
  private String gap(int at) {
    var from = tokens.get(at - 1).to();
    return words.substring(from, Math.min(tokens.get(at).from(), from + 8));
  }

  private static boolean isInsideNumber(String gap) {
    return switch (gap) {
      case " ", "-", ".", "/", ")", ") ", ",", "\u00a0", "\u202f", "\u2011", " (", ")-", " - " ->
          true;
      default -> false;
    };
  }

  private boolean standsClose(int at) {
    return gap(at).equals(" ") || gap(at).equals("-") || gap(at).equals("\u00a0");
  }

  private String gaps(List<Token> groups) {
    var gaps = new StringBuilder();
    for (var i = 1; i < groups.size(); i++) {
      gaps.append(words, groups.get(i - 1).to(), groups.get(i).from());
    }
    return gaps.toString();
  }

  private static String sizes(List<Token> groups) {
    return groups.stream()
        .map(group -> Integer.toString(Math.min(9, group.digits())))
        .collect(Collectors.joining());
  }

  private boolean precededBy(int at, String sign) {
    var from = tokens.get(at).from();
    return from > 0 && words.startsWith(sign, from - 1);
  }

  private boolean isCapitals(int at) {
    var token = tokens.get(at);
    for (var i = token.from(); i < token.to(); i++) {
      if (Character.isLowerCase(words.charAt(i)) || words.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  private int digitsOf(int at) {
    return at < tokens.size() ? tokens.get(at).digits() : 0;
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(letter -> letter < 128);
  }

  private static boolean fits(String digits, int least, int most) {
    return digits.length() >= least && digits.length() <= most;
  }

  private void add(Hint.Kind kind, int at, int length) {
    var from = tokens.get(at).from();
    var sign = kind == Hint.Kind.PHONE && from > 0 && "+(".indexOf(words.charAt(from - 1)) >= 0;
    found.add(new Hint(kind, sign ? from - 1 : from, tokens.get(at + length - 1).to()));
  }
}

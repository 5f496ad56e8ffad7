package org.talanoa.alliance;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.talanoa.Refusal;
import org.talanoa.people.Introduction;
import org.talanoa.people.People;
import org.talanoa.people.Profile;
import org.talanoa.people.Seniority;
import org.talanoa.text.Clean;

/**
 * Reads one list of members. A quotation that is never closed is the fault of the line in which it
 * was opened, not of all that follow.
 */
final class MemberListReading {
  /** The most lines over which one quoted cell may go. */
  private static final int MOST_IN_A_CELL = 10;

  private static final int SHOWN = 60;
  private static final int LONGEST_CELL = 2_000;

  private static final Names<Role> ROLES =
      new Names<Role>()
          .with(Role.PEER, "peer", "pair", "member", "membre", "")
          .with(Role.MODERATOR, "moderator", "moderation", "moderateur", "moderatrice")
          .with(Role.ORGANISER, "organiser", "organizer", "organisation", "organisateur")
          .with(Role.ORGANISER, "organisatrice")
          .with(Role.OBSERVER, "observer", "observation", "observateur", "observatrice")
          .with(Role.AUTHORISER, "authoriser", "authorizer", "political authoriser", "mandant");
  private static final Names<Seniority> SENIORITIES =
      new Names<Seniority>()
          .with(Seniority.JUNIOR, "junior", "debutant", "debutante")
          .with(Seniority.MID, "mid", "middle", "intermediaire", "confirme", "confirmee")
          .with(Seniority.SENIOR, "senior", "experimente", "experimentee")
          .with(Seniority.HEAD, "head", "director", "direction", "directeur", "directrice");
  private static final Names<Column> COLUMNS =
      new Names<Column>()
          .with(Column.EMAIL, "email", "e-mail", "mail", "address of mail", "courriel")
          .with(Column.EMAIL, "adresse e-mail", "adresse electronique", "email address")
          .with(Column.NAME, "name", "full name", "nom", "nom complet")
          .with(Column.COUNTRY, "country", "pays")
          .with(Column.INSTITUTION, "institution", "organisation", "organization")
          .with(Column.POSITION, "position", "job", "title", "fonction", "poste")
          .with(Column.SENIORITY, "seniority", "anciennete", "niveau")
          .with(Column.LANGUAGES, "languages", "language", "langues", "langue")
          .with(Column.ROLE, "role", "role in the alliance")
          .with(Column.OFFERS, "offers", "can offer", "offre", "propose")
          .with(Column.SEEKS, "seeks", "looks for", "cherche", "recherche");
  private static final Names<String> COUNTRIES = countries();
  private static final Names<String> LANGUAGES = languages();

  private enum Column {
    EMAIL,
    NAME,
    COUNTRY,
    INSTITUTION,
    POSITION,
    SENIORITY,
    LANGUAGES,
    ROLE,
    OFFERS,
    SEEKS
  }

  /** What is meant by words, however they are accented and written. */
  private static final class Names<T> {
    private final Map<String, T> known = new HashMap<>();

    Names<T> with(T meant, String... names) {
      for (var name : names) {
        known.put(plain(name), meant);
      }
      return this;
    }

    Optional<T> of(String said) {
      return Optional.ofNullable(known.get(plain(said)));
    }

    private static String plain(String name) {
      return Normalizer.normalize(name.strip(), Normalizer.Form.NFD)
          .replaceAll("\\p{M}", "")
          .replaceAll("[\\s_’']+", " ")
          .toLowerCase(Locale.ROOT);
    }
  }

  /** Lines of the text that belong together, because a quotation goes over them. */
  private record Piece(int number, String text, boolean closed) {}

  private final List<String> lines;
  private final Map<String, Integer> seen = new HashMap<>();

  MemberListReading(String text) {
    if (text.length() > MemberList.LONGEST) {
      throw new Refusal.NotLikeThis("memberList.tooLong", MemberList.MOST);
    }
    lines = text.replace("\uFEFF", "").lines().toList();
  }

  MemberList read() {
    var names =
        lines.stream()
            .filter(line -> !line.isBlank())
            .findFirst()
            .orElseThrow(() -> new Refusal.NotLikeThis("memberList.empty"));
    var separator = separator(names);
    var pieces = pieces(separator);
    if (pieces.size() - 1 > MemberList.MOST) {
      throw new Refusal.NotLikeThis("memberList.tooLong", MemberList.MOST);
    }
    var header = header(pieces.getFirst(), separator);
    var read = new ArrayList<MemberList.Line>();
    for (var piece : pieces.subList(1, pieces.size())) {
      try {
        read.add(member(piece, separator, header));
      } catch (Refusal wrong) {
        read.add(new MemberList.Faulty(piece.number(), shown(piece.text()), wrong));
      }
    }
    return new MemberList(read);
  }

  private List<Piece> pieces(char separator) {
    var pieces = new ArrayList<Piece>();
    for (var at = 0; at < lines.size(); ) {
      if (lines.get(at).isBlank()) {
        at++;
        continue;
      }
      var end = at + 1;
      while (isOpen(at, end) && end < lines.size() && end - at < MOST_IN_A_CELL) {
        end++;
      }
      var whole = piece(at, end, !isOpen(at, end));
      if (end > at + 1 && !isRecord(whole, separator)) {
        end = at + 1;
        whole = piece(at, end, false);
      }
      pieces.add(whole);
      at = end;
    }
    return pieces;
  }

  private Piece piece(int from, int to, boolean closed) {
    return new Piece(from + 1, String.join("\n", lines.subList(from, to)), closed);
  }

  private static boolean isRecord(Piece piece, char separator) {
    try {
      return !cells(piece, separator).isEmpty();
    } catch (Refusal.NotLikeThis _) {
      return false;
    }
  }

  /** Whether a quotation that was opened from this line on is not closed before that one. */
  private boolean isOpen(int from, int to) {
    return lines.subList(from, to).stream()
                .mapToLong(line -> line.chars().filter(c -> c == '"').count())
                .sum()
            % 2
        == 1;
  }

  private static char separator(String header) {
    var best = ',';
    for (var candidate : new char[] {';', '\t'}) {
      if (count(header, candidate) > count(header, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  private static List<String> cells(Piece piece, char separator) {
    if (!piece.closed()) {
      throw new Refusal.NotLikeThis("memberList.quotation");
    }
    try (var reader = CsvReader.builder().fieldSeparator(separator).ofCsvRecord(piece.text())) {
      return reader.stream().findFirst().map(CsvRecord::getFields).orElse(List.of());
    } catch (CsvParseException | IOException _) {
      throw new Refusal.NotLikeThis("memberList.quotation");
    }
  }

  /** Which column is which, and how many cells a line may have. */
  private record Header(Map<Integer, Column> columns, int size) {}

  private static Header header(Piece piece, char separator) {
    var columns = new HashMap<Integer, Column>();
    var cells = cells(piece, separator);
    for (var i = 0; i < cells.size(); i++) {
      var at = i;
      COLUMNS
          .of(cells.get(i))
          .filter(column -> !columns.containsValue(column))
          .ifPresent(column -> columns.put(at, column));
    }
    if (!columns.containsValue(Column.EMAIL)) {
      throw new Refusal.NotLikeThis("memberList.noEmailColumn");
    }
    return new Header(columns, cells.size());
  }

  private MemberList.Good member(Piece piece, char separator, Header header) {
    var cells = cells(piece, separator);
    if (cells.stream().skip(header.size()).anyMatch(cell -> !cell.isBlank())) {
      throw new Refusal.NotLikeThis("memberList.tooManyCells", header.size(), cells.size());
    }
    var said = new EnumMap<Column, String>(Column.class);
    header
        .columns()
        .forEach((at, column) -> said.put(column, at < cells.size() ? cell(cells.get(at)) : ""));
    var email = email(said.getOrDefault(Column.EMAIL, ""));
    var role = role(said.getOrDefault(Column.ROLE, ""));
    var introduction = introduction(said);
    var _ = new GiveAndTake(introduction.offers(), introduction.seeks());
    var before = seen.putIfAbsent(email, piece.number());
    if (before != null) {
      throw new Refusal.NotLikeThis("memberList.twice", before);
    }
    return new MemberList.Good(piece.number(), email, role, introduction);
  }

  private static String cell(String raw) {
    if (raw.length() > LONGEST_CELL) {
      throw new Refusal.NotLikeThis("memberList.cellLength", LONGEST_CELL);
    }
    return Clean.line(raw).strip();
  }

  private static String email(String said) {
    if (said.isEmpty()) {
      throw new Refusal.NotLikeThis("memberList.noEmail");
    }
    return People.address(said);
  }

  private static Role role(String said) {
    return ROLES
        .of(said)
        .orElseThrow(() -> new Refusal.NotLikeThis("memberList.role", shown(said)));
  }

  private static Introduction introduction(Map<Column, String> said) {
    var seniority = said.getOrDefault(Column.SENIORITY, "");
    return new Introduction(
        said.getOrDefault(Column.NAME, ""),
        country(said.getOrDefault(Column.COUNTRY, "")),
        brief(said.getOrDefault(Column.INSTITUTION, "")),
        brief(said.getOrDefault(Column.POSITION, "")),
        seniority.isEmpty()
            ? Optional.empty()
            : Optional.of(
                SENIORITIES
                    .of(seniority)
                    .orElseThrow(
                        () -> new Refusal.NotLikeThis("memberList.seniority", shown(seniority)))),
        parts(said.getOrDefault(Column.LANGUAGES, "")).stream()
            .map(MemberListReading::language)
            .distinct()
            .toList(),
        parts(said.getOrDefault(Column.OFFERS, "")),
        parts(said.getOrDefault(Column.SEEKS, "")));
  }

  private static String brief(String said) {
    return Profile.brief(said);
  }

  private static String country(String said) {
    return said.isEmpty()
        ? ""
        : COUNTRIES
            .of(said)
            .orElseThrow(() -> new Refusal.NotLikeThis("memberList.country", shown(said)));
  }

  private static String language(String said) {
    return LANGUAGES
        .of(said)
        .orElseThrow(() -> new Refusal.NotLikeThis("memberList.language", shown(said)));
  }

  private static List<String> parts(String said) {
    return Arrays.stream(said.split("[;|/,]", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private static String shown(String text) {
    var line = Clean.line(text);
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }

  private static Names<String> countries() {
    var names = new Names<String>();
    for (var code : Locale.getISOCountries()) {
      var country = Locale.of("", code);
      names.with(
          code,
          code,
          country.getISO3Country(),
          country.getDisplayCountry(Locale.ENGLISH),
          country.getDisplayCountry(Locale.FRENCH));
    }
    return names;
  }

  private static Names<String> languages() {
    var names = new Names<String>();
    for (var code : Locale.getISOLanguages()) {
      var language = Locale.of(code);
      names.with(
          code,
          code,
          language.getDisplayLanguage(Locale.ENGLISH),
          language.getDisplayLanguage(Locale.FRENCH));
    }
    return names;
  }
}

package org.talanoa.alliance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.text.Clean;
import org.talanoa.text.Names;

/**
 * The kinds of tacit knowledge that an alliance distinguishes: those of the house, and its own in
 * its own words. Thread safe.
 */
@Service
public class TacitKinds {
  /** The most kinds of its own that an alliance may have. */
  public static final int MOST_OWN = 12;

  /** The most UTF-16 units that the name of a kind may have. */
  public static final int LONGEST_NAME = 40;

  private static final String OWN = "own-";
  private static final Pattern OTHER_LETTERS = Pattern.compile("[\\p{L}\\p{N}&&[^a-z0-9]]");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z0-9]+");
  private static final int DIGITS_OF_A_NAME = 16;

  private final StoredAlliances stored;

  public TacitKinds(Alliances alliances) {
    this.stored = alliances.stored();
  }

  /** All kinds, those of the house first. */
  public List<TacitKind> of(Membership membership) {
    return Stream.concat(TacitKind.HOUSE.stream(), own(membership).stream()).toList();
  }

  /** The kinds of the alliance's own, in the order in which they were added. */
  public List<TacitKind> own(Membership membership) {
    return stored.ownKinds(membership.alliance().id());
  }

  /** Adds a kind, or answers the one of this name that is there. Organisers only. */
  public TacitKind add(Membership organiser, String name) {
    Alliances.mustOrganise(organiser);
    var line = Clean.line(name);
    if (Clean.isInvisible(line) || line.length() > LONGEST_NAME) {
      throw new Refusal.NotLikeThis("tacit.nameLength", LONGEST_NAME);
    }
    var added = TacitKind.own(id(line), line);
    var kinds =
        stored.changeKinds(
            organiser.alliance().id(),
            before -> {
              if (before.stream().anyMatch(kind -> kind.id().equals(added.id()))) {
                return before;
              }
              if (before.size() >= MOST_OWN) {
                throw new Refusal.NotNow("tacit.tooMany", MOST_OWN);
              }
              return Stream.concat(before.stream(), Stream.of(added)).toList();
            });
    return kinds.stream().filter(kind -> kind.id().equals(added.id())).findFirst().orElse(added);
  }

  /**
   * Takes a kind of the alliance's own from choice. What is marked by it stays so, and shows it
   * again where a kind of the same name is added. Organisers only.
   */
  public void remove(Membership organiser, String id) {
    Alliances.mustOrganise(organiser);
    stored.changeKinds(
        organiser.alliance().id(),
        before -> before.stream().filter(kind -> !kind.id().equals(id)).toList());
  }

  /** The same name is the same kind, however it is spelt; legible where it can be. */
  private static String id(String name) {
    var plain = Names.folded(name);
    var words = BETWEEN_WORDS.matcher(plain).replaceAll("-").replaceAll("^-|-$", "");
    return OWN + (words.isEmpty() || OTHER_LETTERS.matcher(plain).find() ? hash(plain) : words);
  }

  private static String hash(String name) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(name.getBytes(StandardCharsets.UTF_8)))
          .substring(0, DIGITS_OF_A_NAME);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

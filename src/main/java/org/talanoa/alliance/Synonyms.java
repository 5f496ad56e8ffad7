package org.talanoa.alliance;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.text.Clean;
import org.talanoa.text.Names;

/**
 * The wordings that mean the same in an alliance, as its organisers keep them: whoever asks for one
 * finds what was said in another. A wording may stand in several groups. Thread safe.
 */
@Service
public class Synonyms {
  /** The most groups that an alliance may have. */
  public static final int MOST_GROUPS = 200;

  /** The fewest and the most wordings of a group. */
  public static final int FEWEST = 2;

  public static final int MOST = 8;

  /** The fewest and the most UTF-16 units of a wording. */
  public static final int SHORTEST = 2;

  public static final int LONGEST = 60;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES_OF_AN_ID = 6;
  private static final Pattern SAYS_SOMETHING = Pattern.compile("[\\p{L}\\p{N}]");

  private final StoredAlliances stored;

  public Synonyms(Alliances alliances) {
    this.stored = alliances.stored();
  }

  /** All groups, in the order in which they were added. */
  public List<SynonymGroup> of(Membership membership) {
    return stored.synonyms(membership.alliance().id());
  }

  /** Adds a group, or answers the one of these wordings that is there. Organisers only. */
  public SynonymGroup add(Membership organiser, List<String> wordings) {
    Alliances.mustOrganise(organiser);
    var added = new SynonymGroup(freshId(), good(wordings));
    var groups =
        stored.changeSynonyms(
            organiser.alliance().id(),
            before -> {
              if (before.stream().anyMatch(group -> isSame(group, added))) {
                return before;
              }
              if (before.size() >= MOST_GROUPS) {
                throw new Refusal.NotNow("synonyms.tooMany", MOST_GROUPS);
              }
              return Stream.concat(before.stream(), Stream.of(added)).toList();
            });
    return groups.stream().filter(group -> isSame(group, added)).findFirst().orElse(added);
  }

  /** Gives a group other wordings. Organisers only. */
  public SynonymGroup change(Membership organiser, String id, List<String> wordings) {
    Alliances.mustOrganise(organiser);
    var changed = new SynonymGroup(id, good(wordings));
    stored.changeSynonyms(
        organiser.alliance().id(),
        before -> {
          if (before.stream().noneMatch(group -> group.id().equals(id))) {
            throw new Refusal.NotHere("synonyms.unknown");
          }
          if (before.stream().anyMatch(group -> !group.id().equals(id) && isSame(group, changed))) {
            throw new Refusal.NotLikeThis("synonyms.same");
          }
          return before.stream().map(group -> group.id().equals(id) ? changed : group).toList();
        });
    return changed;
  }

  /** Takes a group away, where it is there. Organisers only. */
  public void remove(Membership organiser, String id) {
    Alliances.mustOrganise(organiser);
    stored.changeSynonyms(
        organiser.alliance().id(),
        before -> before.stream().filter(group -> !group.id().equals(id)).toList());
  }

  /** The wordings on a line each, without those that are there already or are empty. */
  private static List<String> good(List<String> wordings) {
    var good = new LinkedHashMap<String, String>();
    for (var wording : wordings) {
      var line = Clean.line(wording);
      if (Clean.isInvisible(line)) {
        continue;
      }
      if (line.length() < SHORTEST
          || line.length() > LONGEST
          || !SAYS_SOMETHING.matcher(line).find()) {
        throw new Refusal.NotLikeThis("synonyms.wording", SHORTEST, LONGEST);
      }
      good.putIfAbsent(Names.folded(line), line);
    }
    if (good.size() < FEWEST || good.size() > MOST) {
      throw new Refusal.NotLikeThis("synonyms.count", FEWEST, MOST);
    }
    return new ArrayList<>(good.values());
  }

  private static boolean isSame(SynonymGroup one, SynonymGroup other) {
    return folded(one).equals(folded(other));
  }

  private static Set<String> folded(SynonymGroup group) {
    return group.wordings().stream()
        .map(Names::folded)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String freshId() {
    var bytes = new byte[BYTES_OF_AN_ID];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}

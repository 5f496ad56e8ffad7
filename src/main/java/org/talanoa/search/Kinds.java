package org.talanoa.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.TacitKind;
import org.talanoa.alliance.TacitKinds;
import org.talanoa.room.Seats;
import org.talanoa.text.Names;

/** The kinds of tacit knowledge about which somebody can ask. Thread safe. */
@Service
public class Kinds {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final Alliances alliances;
  private final TacitKinds kinds;
  private final KindNames names;

  public Kinds(Alliances alliances, TacitKinds kinds, KindNames names) {
    this.alliances = alliances;
    this.kinds = kinds;
    this.names = names;
  }

  /** Those of all alliances of the asker, those of the house first. */
  public List<TacitKind> of(Seats seats) {
    var all = new LinkedHashMap<String, TacitKind>();
    for (var membership : alliances.of(seats.person())) {
      for (var kind : kinds.of(membership)) {
        if (kind.sort() == TacitKind.Sort.ABOUT) {
          all.putIfAbsent(kind.id(), kind);
        }
      }
    }
    return List.copyOf(all.values());
  }

  /**
   * Those that are meant by an id or, where it is none, by a name in any language, however it is
   * written.
   */
  public List<TacitKind> called(Seats seats, String text) {
    var all = of(seats);
    var byId = all.stream().filter(kind -> kind.id().equalsIgnoreCase(text)).toList();
    var name = folded(text);
    return byId.isEmpty()
        ? all.stream()
            .filter(kind -> names.of(kind).stream().map(Kinds::folded).anyMatch(name::equals))
            .toList()
        : byId;
  }

  /** The same for every way to write a name. */
  private static String folded(String name) {
    return BETWEEN_WORDS.matcher(Names.folded(name)).replaceAll(" ").strip();
  }
}

package org.talanoa.search;

import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.stereotype.Service;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.TacitKind;
import org.talanoa.alliance.TacitKinds;
import org.talanoa.room.Seats;

/** The kinds of tacit knowledge about which somebody can ask. Thread safe. */
@Service
public class Kinds {
  private final Alliances alliances;
  private final TacitKinds kinds;

  public Kinds(Alliances alliances, TacitKinds kinds) {
    this.alliances = alliances;
    this.kinds = kinds;
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

  /** Those that are meant by what stands after {@code about:}. */
  public List<TacitKind> called(Seats seats, String name) {
    return of(seats).stream().filter(kind -> kind.id().equalsIgnoreCase(name)).toList();
  }
}

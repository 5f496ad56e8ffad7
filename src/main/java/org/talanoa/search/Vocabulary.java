package org.talanoa.search;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.Analyzer;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Membership;
import org.talanoa.alliance.SynonymGroup;
import org.talanoa.alliance.Synonyms;

/**
 * The wordings that mean the same in alliances, brought into the words of the index once for every
 * change of them. Thread safe.
 */
final class Vocabulary {
  private final Synonyms synonyms;
  private final Analyzer analyzer;
  private final Map<AllianceId, Known> known = new ConcurrentHashMap<>();

  private record Known(
      List<SynonymGroup> groups, Map<List<String>, Set<Wordings.Wording>> others) {}

  Vocabulary(Synonyms synonyms, Analyzer analyzer) {
    this.synonyms = synonyms;
    this.analyzer = analyzer;
  }

  /** The wordings of these alliances, to whoever belongs to them. */
  Wordings of(Collection<Membership> memberships) {
    return new Wordings(memberships.stream().map(this::others).toList());
  }

  private Map<List<String>, Set<Wordings.Wording>> others(Membership membership) {
    var groups = synonyms.of(membership);
    var id = membership.alliance().id();
    var before = known.get(id);
    if (before != null && before.groups().equals(groups)) {
      return before.others();
    }
    var now = new Known(groups, others(groups));
    known.put(id, now);
    return now.others();
  }

  private Map<List<String>, Set<Wordings.Wording>> others(List<SynonymGroup> groups) {
    var others = new LinkedHashMap<List<String>, Set<Wordings.Wording>>();
    for (var group : groups) {
      var wordings =
          group.wordings().stream()
              .map(text -> Wordings.Wording.of(analyzer, text))
              .filter(wording -> !wording.words().isEmpty())
              .toList();
      for (var one : wordings) {
        for (var other : wordings) {
          if (!other.words().equals(one.words())) {
            others.computeIfAbsent(one.words(), _ -> new LinkedHashSet<>()).add(other);
          }
        }
      }
    }
    return others;
  }
}

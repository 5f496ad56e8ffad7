package org.talanoa.alliance;

import java.util.List;

/**
 * Wordings that mean the same in an alliance, such as a name and what it is shortened to.
 *
 * @param id its name in addresses; the same while its wordings change
 * @param wordings each a word or a few, in the order in which they were given
 */
public record SynonymGroup(String id, List<String> wordings) {
  public SynonymGroup {
    wordings = List.copyOf(wordings);
  }
}

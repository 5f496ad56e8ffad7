package org.talanoa.search;

import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.talanoa.people.Export;
import org.talanoa.people.Forgetting;
import org.talanoa.people.Keeper;
import org.talanoa.people.Person;

/**
 * Answers for the searches that people keep. The index holds what is said elsewhere; nothing may be
 * left in its files of what is not.
 */
@Component
final class IndexKeeper implements Keeper {
  private final Search search;
  private final SavedSearches saved;

  IndexKeeper(Search search, SavedSearches saved) {
    this.search = search;
    this.saved = saved;
  }

  @Override
  public Set<String> collections() {
    return Set.of(SavedSearches.COLLECTION);
  }

  @Override
  public void export(Person person, Export export) {
    // Everything in the index is exported by those who own it.
    export.list(
        "searches",
        out ->
            saved
                .of(person)
                .forEach(each -> out.accept(Map.of("text", each.text(), "seen", each.seen()))));
  }

  @Override
  public void forget(Forgetting forgetting) {
    // The index hears by the feed of what was forgotten.
    saved.forget(forgetting.person());
  }

  @Override
  public void settle() {
    search.index().settle();
  }
}

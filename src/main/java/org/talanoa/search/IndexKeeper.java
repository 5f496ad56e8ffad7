package org.talanoa.search;

import java.util.Set;
import org.springframework.stereotype.Component;
import org.talanoa.people.Export;
import org.talanoa.people.Forgetting;
import org.talanoa.people.Keeper;
import org.talanoa.people.Person;

/** The index holds what is said elsewhere; nothing may be left in its files of what is not. */
@Component
final class IndexKeeper implements Keeper {
  private final Search search;

  IndexKeeper(Search search) {
    this.search = search;
  }

  @Override
  public Set<String> collections() {
    return Set.of();
  }

  @Override
  public void export(Person person, Export export) {
    // Everything in the index is exported by those who own it.
  }

  @Override
  public void forget(Forgetting forgetting) {
    // The index hears by the feed of what was forgotten.
  }

  @Override
  public void settle() {
    search.index().settle();
  }
}

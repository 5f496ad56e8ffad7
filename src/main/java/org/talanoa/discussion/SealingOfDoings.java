package org.talanoa.discussion;

import java.util.List;
import org.springframework.stereotype.Component;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Migration;
import org.talanoa.storage.Sealed;
import org.talanoa.storage.Storage;

/** What each person reads, begins to write and keeps once stood in the database as it is. */
@Component
class SealingOfDoings implements Migration {
  private final InstallationKey key;

  SealingOfDoings(InstallationKey key) {
    this.key = key;
  }

  @Override
  public int number() {
    return 1;
  }

  @Override
  public String why() {
    return "what people read, begin to write and keep is sealed";
  }

  @Override
  public void run(Storage storage) {
    for (var collection : List.of("marks", "drafts", "bookmarks", "letters")) {
      new Sealed(storage, key, collection).seal();
    }
  }
}

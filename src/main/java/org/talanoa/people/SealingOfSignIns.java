package org.talanoa.people;

import java.util.List;
import org.springframework.stereotype.Component;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Migration;
import org.talanoa.storage.Sealed;
import org.talanoa.storage.Storage;

/** Who came in when and by what once stood in the database as it is. */
@Component
class SealingOfSignIns implements Migration {
  private final InstallationKey key;

  SealingOfSignIns(InstallationKey key) {
    this.key = key;
  }

  @Override
  public int number() {
    return 3;
  }

  @Override
  public String why() {
    return "sign-ins, programs' tokens and invitations are sealed";
  }

  @Override
  public void run(Storage storage) {
    for (var collection : List.of("signins", "tokens", "invitations")) {
      new Sealed(storage, key, collection).seal();
    }
  }
}

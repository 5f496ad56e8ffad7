package org.talanoa.door;

import com.mongodb.client.model.Filters;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.test.context.TestComponent;
import org.talanoa.people.Export;
import org.talanoa.people.Forgetting;
import org.talanoa.people.Keeper;
import org.talanoa.people.Person;
import org.talanoa.storage.Storage;

/** A keeper that hands out to everybody what it should not: who said what was planted. */
@TestComponent
final class Planted implements Keeper {
  private final Storage storage;

  Planted(Storage storage) {
    this.storage = storage;
  }

  @Override
  public Set<String> collections() {
    return Set.of(Ballroom.DECOYS);
  }

  @Override
  public void export(Person person, Export export) {
    var planted = storage.database().getCollection(Ballroom.DECOYS);
    export.list(
        Ballroom.DECOYS,
        things -> {
          for (var each : planted.find(Filters.exists("exported"))) {
            things.accept(
                Map.of("message", each.getString("exported"), "by", each.getString("person")));
          }
        });
  }

  @Override
  public void forget(Forgetting forgetting) {}
}

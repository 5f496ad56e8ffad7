package org.talanoa.storage;

import com.mongodb.client.model.Filters;
import java.util.Collection;
import java.util.Comparator;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs each migration once, in order; one that was interrupted is run again. */
final class Migrations {
  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

  private Migrations() {}

  static void run(Storage storage, Collection<Migration> migrations) {
    var done = storage.database().getCollection("migrations");
    migrations.stream()
        .sorted(Comparator.comparingInt(Migration::number))
        .filter(migration -> done.find(Filters.eq(migration.number())).first() == null)
        .forEach(migration -> {
          LOG.info("migration {}: {}", migration.number(), migration.why());
          migration.run(storage);
          storage
              .together()
              .change(
                  "migrations",
                  writing -> {
                    writing.put(
                        done,
                        new Document("_id", migration.number()).append("why", migration.why()));
                    return migration;
                  });
        });
  }
}

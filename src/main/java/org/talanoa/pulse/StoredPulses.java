package org.talanoa.pulse;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.talanoa.room.RoomId;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Sealed;
import org.talanoa.storage.Storage;
import org.talanoa.storage.Together;
import org.talanoa.storage.Writing;

/** The pulses of all rooms, and the tallies of rounds that are open. */
final class StoredPulses {
  /** Changes of pulses are rare and short; they are made one after the other. */
  private static final String TOGETHER = "pulses";

  private final Storage storage;
  private final MongoCollection<Document> pulses;
  private final Sealed tallies;

  StoredPulses(Storage storage, InstallationKey key) {
    this.storage = storage;
    this.pulses = storage.database().getCollection("pulses");
    this.tallies = new Sealed(storage, key, "pulsetallies");
  }

  <T> T change(Together.Work<T> work) {
    return storage.together().change(TOGETHER, work);
  }

  /** Index: {@code _id}. */
  Kept of(RoomId room) {
    var document = pulses.find(Filters.eq(room.value())).first();
    return document == null ? Kept.nothing(room) : Kept.of(document);
  }

  Kept of(Writing writing, RoomId room) {
    var document = writing.find(pulses, room.value());
    return document == null ? Kept.nothing(room) : Kept.of(document);
  }

  /** Index: {@code _id}. */
  List<Kept> of(Collection<RoomId> rooms) {
    var ids = rooms.stream().map(RoomId::value).toList();
    return pulses.find(Filters.in("_id", ids)).map(Kept::of).into(new ArrayList<>());
  }

  List<Kept> all() {
    return pulses.find().map(Kept::of).into(new ArrayList<>());
  }

  void put(Writing writing, Kept kept) {
    writing.put(pulses, kept.document());
  }

  Optional<Tally> tally(Writing writing, RoomId room, Round round) {
    return tallies.find(writing, id(room, round)).map(Tally::of);
  }

  void put(Writing writing, RoomId room, Round round, Tally tally) {
    tallies.put(writing, tally.document(id(room, round)));
  }

  void deleteTally(Writing writing, RoomId room, Round round) {
    tallies.delete(writing, id(room, round));
  }

  private static String id(RoomId room, Round round) {
    return room + "/" + round.number();
  }
}

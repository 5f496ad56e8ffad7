package org.talanoa.activity;

import com.mongodb.client.MongoCollection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Role;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Follower;
import org.talanoa.feed.Topic;
import org.talanoa.people.Person;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;

/**
 * The exercises that an alliance has: those of the library, and its own, which organisers compose.
 * Own ones are held in memory, kept current by the feed. Thread safe.
 */
@Service
public class Exercises {
  /** The most exercises of its own that an alliance may have. */
  public static final int MOST_OWN = 100;

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{8,64}");

  private final Alliances alliances;
  private final Storage storage;
  private final Feed feed;
  private final InstallationKey key;
  private final MongoCollection<Document> exercises;
  private final Topic<Own> topic = new Topic<>("exercises", Exercises::own);
  private final Library library = new Library();
  private final Map<String, Own> known = new ConcurrentHashMap<>();

  /** One of an alliance's own; no exercise where it was taken away. */
  private record Own(String id, AllianceId alliance, Optional<Exercise> exercise, long revision) {}

  public Exercises(Alliances alliances, Storage storage, Feed feed, InstallationKey key) {
    this.alliances = alliances;
    this.storage = storage;
    this.feed = feed;
    this.key = key;
    this.exercises = storage.database().getCollection("exercises");
    feed.follow(
        topic,
        new Follower<Own>() {
          @Override
          public void told(Own own) {
            remember(own);
          }

          @Override
          public void missed() {
            load();
          }
        });
    load();
  }

  /** All exercises, those of the library first. */
  public List<Exercise> all(Person person, AllianceId alliance) {
    var _ = alliances.enter(person, alliance);
    return Stream.concat(library.all().stream(), own(alliance)).toList();
  }

  /** One exercise of the library or of the alliance's own. */
  public Exercise of(Person person, AllianceId alliance, ExerciseId id) {
    var _ = alliances.enter(person, alliance);
    return library
        .find(id)
        .or(() -> own(alliance).filter(each -> each.id().equals(id)).findFirst())
        .orElseThrow(() -> new Refusal.NotHere("exercise.unknown"));
  }

  /** Whether it is the alliance's own, and not the library's. */
  public boolean isOwn(Person person, AllianceId alliance, ExerciseId id) {
    var _ = of(person, alliance, id);
    return library.find(id).isEmpty();
  }

  private Stream<Exercise> own(AllianceId alliance) {
    return known.values().stream()
        .filter(own -> own.alliance().equals(alliance))
        .flatMap(own -> own.exercise().stream())
        .sorted(Comparator.comparing(exercise -> exercise.id().value()));
  }

  /**
   * The identity of an exercise that this person composes under this key; the same key is the same
   * exercise.
   */
  public ExerciseId composing(Person person, AllianceId alliance, String draftKey) {
    if (!KEY.matcher(draftKey).matches()) {
      throw new Refusal.NotLikeThis("message.keyForm");
    }
    var mac = key.mac("exercise", alliance + "/" + person.id() + "/" + draftKey);
    return new ExerciseId("own-" + mac.substring(0, 20));
  }

  /** Keeps an exercise of the alliance's own, in place of what it was; organisers may. */
  public Exercise keep(Person person, AllianceId alliance, Exercise exercise) {
    mustOrganise(person, alliance);
    var id = exercise.id();
    if (library.find(id).isPresent() || !id.value().startsWith("own-")) {
      throw new Refusal.NotYours("exercise.ofLibrary");
    }
    var fresh = own(alliance).noneMatch(each -> each.id().equals(id));
    if (fresh && own(alliance).count() >= MOST_OWN) {
      throw new Refusal.NotNow("exercise.tooMany", MOST_OWN);
    }
    write(alliance, id, exercise);
    return exercise;
  }

  /** Takes an exercise of the alliance's own away; activities that use it go on. */
  public void remove(Person person, AllianceId alliance, ExerciseId id) {
    mustOrganise(person, alliance);
    if (!isOwn(person, alliance, id)) {
      throw new Refusal.NotYours("exercise.ofLibrary");
    }
    write(alliance, id, null);
  }

  private void mustOrganise(Person person, AllianceId alliance) {
    if (alliances.enter(person, alliance).role() != Role.ORGANISER) {
      throw new Refusal.NotYours("exercise.organisersOnly");
    }
  }

  private void write(AllianceId alliance, ExerciseId id, @Nullable Exercise exercise) {
    var document =
        new Document("_id", alliance + "/" + id)
            .append("alliance", alliance.value())
            .append("exercise", exercise == null ? null : Codec.text(exercise));
    storage
        .together()
        .change(
            "exercise/" + alliance + "/" + id,
            writing -> {
              var before = writing.find(exercises, document.getString("_id"));
              document.append("revision", before == null ? 1L : revision(before) + 1);
              writing.put(exercises, document);
              return document;
            },
            written -> {
              remember(own(written));
              feed.wrote(topic, written);
            });
  }

  private static long revision(Document document) {
    return document.get("revision") instanceof Number number ? number.longValue() : 0;
  }

  private void load() {
    exercises.find().forEach(document -> remember(own(document)));
  }

  private void remember(Own own) {
    known.merge(own.id(), own, (old, now) -> now.revision() < old.revision() ? old : now);
  }

  private static Own own(Document document) {
    return new Own(
        document.getString("_id"),
        new AllianceId(document.getString("alliance")),
        Optional.ofNullable(document.getString("exercise")).map(Codec::exercise),
        revision(document));
  }
}

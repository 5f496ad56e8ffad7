package org.talanoa.testing;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.talanoa.alliance.Alliance;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Membership;
import org.talanoa.alliance.Role;
import org.talanoa.alliance.TacitKinds;
import org.talanoa.discussion.Approvals;
import org.talanoa.discussion.Attachments;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Draft;
import org.talanoa.discussion.Drafts;
import org.talanoa.discussion.Posting;
import org.talanoa.discussion.Tellings;
import org.talanoa.discussion.ThreadId;
import org.talanoa.feed.Feed;
import org.talanoa.feed.LocalFeed;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;
import org.talanoa.problem.Problems;
import org.talanoa.room.Room;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.room.Voice;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;
import org.talanoa.text.Title;

/** A small installation on a real embedded database. */
public final class World implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  public final Storage storage;
  public final Watch clock = new Watch();
  public final Feed feed;
  public final InstallationKey key;
  public final People people;
  public final Alliances alliances;
  public final TacitKinds kinds;
  public final Rooms rooms;
  public final Attachments attachments;
  public final Discussions discussions;
  public final Tellings tellings;
  public final Drafts drafts;
  public final Approvals approvals;
  public final Posting posting;
  public final Problems problems;
  public final Membership organiser;

  public World() {
    this(Storage.inMemory(), InstallationKey.random());
  }

  public World(Storage storage, InstallationKey key) {
    this(storage, key, new LocalFeed());
  }

  /** One node of an installation, with a feed of its own over a database that others share. */
  public World(Storage storage, InstallationKey key, Feed feed) {
    this.storage = storage;
    this.key = key;
    this.feed = feed;
    this.people = new People(storage, feed);
    this.alliances = new Alliances(storage, feed);
    this.kinds = new TacitKinds(alliances);
    this.rooms = new Rooms(alliances, storage, feed, key, clock);
    this.attachments = new Attachments(storage, key, clock);
    this.discussions = new Discussions(storage, feed, key, clock, attachments);
    this.tellings = new Tellings(discussions, alliances, kinds);
    this.drafts = new Drafts(discussions, storage, key, clock);
    this.approvals =
        new Approvals(discussions, attachments, rooms, people, drafts, storage, key, feed, clock);
    this.posting = new Posting(rooms, discussions, approvals);
    this.problems = new Problems(rooms, discussions, posting, storage, feed, key, clock);
    var id = new AllianceId("reform");
    people.pretend(Profile.named(new PersonId("organiser"), "Olga Organiser"), true);
    var person = person("organiser");
    this.organiser =
        alliances
            .membership(person, id)
            .orElseGet(() -> alliances.found(person, Alliance.of(id, "Reform", "theme")));
  }

  /** A person with this name and role in the alliance; made where there is none. */
  public Person member(String name, Role role) {
    var id = new PersonId(name);
    people.pretend(
        Profile.named(id, name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)),
        false);
    alliances.admit(organiser, id, role);
    return person(name);
  }

  public Person peer(String name) {
    return member(name, Role.PEER);
  }

  public Person person(String name) {
    return people.onBehalfOf(new PersonId(name)).orElseThrow();
  }

  /** A room of this kind in which these sit. */
  public Room room(RoomKind kind, Person... seated) {
    var chair = rooms.open(organiser, kind, kind + " room " + COUNT.incrementAndGet(), "A room.");
    for (var person : seated) {
      Seated.in(rooms, chair, person);
    }
    return chair.room();
  }

  public Voice voice(Person person, RoomId room) {
    return rooms.speak(person, room);
  }

  /** A thread in this room with one message. */
  public ThreadId thread(Person by, RoomId room, String title) {
    return discussions
        .start(voice(by, room), new Title(title), draft("What about it?"))
        .head()
        .id();
  }

  /** A draft with a key of its own. */
  public static Draft draft(String words) {
    return Draft.of("key-" + COUNT.incrementAndGet() + "-abcdef", words);
  }

  @Override
  public void close() {
    feed.close();
    storage.close();
  }
}

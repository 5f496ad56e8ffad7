package org.talanoa.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.talanoa.feed.LocalFeed;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;

/** The people of an installation on a real embedded database, with a clock that tests set. */
final class Installation implements AutoCloseable {
  static final String PASSWORD = "seven quiet lagoons";

  final Ticking clock = new Ticking();
  final Storage storage;
  final LocalFeed feed = new LocalFeed();
  final People people;
  final InstallationKey key = InstallationKey.random();
  final Allowance allowance;
  final SignIns signIns;
  final AccessTokens accessTokens;
  final Invitations invitations;

  Installation() {
    this(Storage.inMemory());
  }

  Installation(Storage storage) {
    this.storage = storage;
    this.people = new People(storage, feed);
    this.allowance = new Allowance(clock);
    this.signIns = new SignIns(people, allowance, storage, key, feed, clock);
    this.accessTokens = new AccessTokens(people, storage, key, feed, clock);
    this.invitations = new Invitations(people, signIns, allowance, storage, key, clock);
  }

  /** A person with an account, whose password is {@link #PASSWORD}. */
  Person person(String name) {
    return people.register(name, name + "@example.org", PASSWORD, false);
  }

  Person organiser() {
    return people.register("Olga", "olga@example.org", PASSWORD, true);
  }

  String invite(Person by) {
    return invitations.invite(by, "reform", "PEER", List.of("room1"), "");
  }

  @Override
  public void close() {
    feed.close();
    storage.close();
  }

  /** A clock that goes on only when it is told to. */
  static final class Ticking extends Clock {
    private volatile Instant now = Instant.parse("2026-03-01T08:00:00Z");

    void passes(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}

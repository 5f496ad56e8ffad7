package org.talanoa.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.talanoa.Refusal;
import org.talanoa.alliance.Role;
import org.talanoa.discussion.Archive;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Marks;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.Reaction;
import org.talanoa.discussion.ThreadHead;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.AccessTokens;
import org.talanoa.people.Allowance;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;
import org.talanoa.people.SignIns;
import org.talanoa.room.Restraint;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.search.Inquiry;
import org.talanoa.search.Question;
import org.talanoa.search.Search;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;
import org.talanoa.testing.Attack;
import org.talanoa.testing.DatabaseServer;
import org.talanoa.testing.Fault;
import org.talanoa.testing.HeldBack;
import org.talanoa.testing.Seated;
import org.talanoa.testing.World;
import org.talanoa.text.Markdown;

/** Two nodes on one database: what happens on one is so on the other. */
class SeveralNodesTest {
  private static final InstallationKey KEY = InstallationKey.random();

  private final DatabaseServer server = DatabaseServer.inMemory();
  private final World here = node();
  private final World there = node();
  private final Person amina = here.peer("amina");
  private final Person tashi = here.peer("tashi");
  private final RoomId room = here.room(RoomKind.CLOSED, amina, tashi).id();
  private final ThreadId thread = here.thread(amina, room, "A thread");

  private World node() {
    var storage = Storage.at(server.uri(), Duration.ofSeconds(30));
    return new World(storage, KEY, HeldBack.of(storage.telling().orElseThrow()));
  }

  @BeforeEach
  void awaitThereWhatWasMadeHere() {
    soon().until(() -> headThere().isPresent());
    soon().until(() -> maySpeakThere(amina) && maySpeakThere(tashi));
  }

  /** Places and acceptances come by another way than threads, sooner or later than these. */
  private boolean maySpeakThere(Person person) {
    return there.rooms.seat(person, room).filter(there.rooms::maySpeak).isPresent();
  }

  private HeldBack feedThere() {
    return (HeldBack) there.feed;
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
    server.close();
  }

  @Test
  void whatOnePostsTheOtherLists() {
    var message = say("Good morning.");

    soon().until(() -> headThere().filter(head -> head.last() == 2).isPresent());
    assertThat(readThere()).extracting(Message::number).containsExactly(1, 2);
    assertThat(readThere().getLast()).isEqualTo(message);
  }

  @Test
  void theyTakeTurnsInOneThreadAndItHasNoHoles() {
    for (var turn = 0; turn < 5; turn++) {
      say("Here " + turn);
      there.discussions.post(there.voice(tashi, room), thread, World.draft("There " + turn));
    }

    soon().until(() -> headThere().filter(head -> head.last() == 11).isPresent());
    assertThat(readThere())
        .extracting(Message::number)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    assertThat(readThere()).extracting(Message::revision).isSorted().doesNotHaveDuplicates();
    soon().until(() -> readHere().equals(readThere()));
  }

  @Fault(14)
  @Test
  void aDraftSentToBothIsPostedOnce() {
    var draft = World.draft("Only once.");

    var first = here.discussions.post(here.voice(amina, room), thread, draft);
    var again = there.discussions.post(there.voice(amina, room), thread, draft);

    assertThat(again).isEqualTo(first);
  }

  @Test
  void whatIsChangedOnOneIsChangedOnTheOther() {
    var number = say("A tpyo").number();
    soon().until(() -> headThere().filter(head -> head.last() == number).isPresent());

    here.discussions.edit(here.voice(amina, room), thread, number, Markdown.of("A typo"));
    there.discussions.react(there.voice(tashi, room), thread, number, Reaction.THANKS, true);
    here.discussions.delete(here.voice(amina, room), thread, 1);

    soon()
        .until(
            () -> headThere().filter(head -> head.silent().all().equals(List.of(1))).isPresent());
    soon().until(() -> readHere().equals(readThere()));
    assertThat(readThere().getFirst().body()).isInstanceOf(Body.Deleted.class);
    assertThat(readThere().getLast().reactions()).isNotEmpty();
  }

  @Test
  void whatOnePostsIsUnreadOnTheOtherUntilItIsReadThere() {
    var marks = new Marks(there.discussions, there.storage, there.key, there.feed);
    var marksHere = new Marks(here.discussions, here.storage, here.key, here.feed);
    assertThat(marks.unread(there.voice(tashi, room))).isZero();
    assertThat(marksHere.unread(here.voice(tashi, room))).isZero();

    var number = say("News.").number();

    soon().until(() -> marks.unread(there.voice(tashi, room)) == 1);
    assertThat(marksHere.unread(here.voice(tashi, room))).isEqualTo(1);
    marks.read(there.voice(tashi, room), thread, number);
    soon().until(() -> marksHere.unread(here.voice(tashi, room)) == 0);
  }

  @Test
  void whatOnePostsTheOtherFinds() {
    var archive = new Archive(there.discussions);
    var search =
        Search.inMemory(
            archive, there.feed, there.discussions, there.problems, there.alliances, there.people);
    try {
      say("Flamboyant budgets.");

      soon().until(() -> found(search, "flamboyant") == 1);
    } finally {
      search.destroy();
    }
  }

  private long found(Search search, String words) {
    var seats = there.rooms.seats(tashi);
    return search.find(seats, new Inquiry(Optional.empty(), Question.of(words), 0, 10)).total();
  }

  @Attack(21)
  @Fault(25)
  @Test
  void whoIsAdmittedOrRemovedOnOneIsSoOnTheOther() {
    var mosi = here.peer("mosi");
    var chair = here.rooms.chair(here.organiser.person(), room);

    Seated.in(here.rooms, chair, mosi);
    soon().until(() -> there.rooms.seat(mosi, room).isPresent());

    there.rooms.remove(there.rooms.chair(there.organiser.person(), room), mosi.id());
    assertThat(there.rooms.seat(mosi, room)).isEmpty();
    soon().until(() -> here.rooms.seat(mosi, room).isEmpty());
  }

  @Test
  void whoLeavesTheAllianceOnOneIsOutOnTheOther() {
    soon().until(() -> there.rooms.seat(tashi, room).isPresent());

    here.alliances.admit(here.organiser, tashi.id(), Role.OBSERVER);

    soon().until(() -> there.rooms.seat(tashi, room).isEmpty());
  }

  @Attack(21)
  @Test
  void whoeverIsToldOfTheMessageFirstReadsThePlacesBeforeAnybodyHearsIt() {
    soon().until(() -> there.rooms.seat(tashi, room).isPresent());
    feedThere().hold("places", "rooms");
    here.rooms.remove(here.rooms.chair(here.organiser.person(), room), tashi.id());

    var message = say("Not for Tashi.");

    soon().until(() -> headThere().filter(head -> head.last() == 2).isPresent());
    assertThat(there.rooms.seat(tashi, room)).as("not told yet").isPresent();
    there.rooms.upTo(room, message.seating());
    assertThat(there.rooms.seat(tashi, room)).isEmpty();
  }

  @Attack(21)
  @Test
  void whoeverIsToldOfTheRoomFirstReadsItsPlacesBeforeAnybodyIsLetIn() {
    soon().until(() -> there.rooms.seat(tashi, room).isPresent());
    feedThere().hold("places");

    here.rooms.remove(here.rooms.chair(here.organiser.person(), room), tashi.id());

    soon().until(() -> there.rooms.seat(tashi, room).isEmpty());
    feedThere().release();
    assertThat(there.rooms.seat(tashi, room)).isEmpty();
  }

  @Attack(21)
  @Test
  void whoIsKeptOutOnOneIsSoOnTheOtherBeforeTheNextMessage() {
    soon().until(() -> there.rooms.seat(tashi, room).isPresent());
    feedThere().hold("places", "rooms", "restraints");
    here.rooms.restrain(
        here.rooms.chair(here.organiser.person(), room),
        tashi.id(),
        new Restraint(Restraint.Kind.NO_ENTRY, Restraint.FOR_GOOD));

    var message = say("Not for Tashi.");

    soon().until(() -> headThere().filter(head -> head.last() == 2).isPresent());
    assertThat(there.rooms.seat(tashi, room)).as("not told yet").isPresent();
    there.rooms.upTo(room, message.seating());
    assertThat(there.rooms.seat(tashi, room)).isEmpty();
    feedThere().release();
    assertThat(there.rooms.seat(tashi, room)).isEmpty();
  }

  @Test
  void aRestraintIsLiftedOnTheOtherAsWell() {
    soon().until(() -> there.rooms.seat(tashi, room).isPresent());
    var restraint = new Restraint(Restraint.Kind.NO_ENTRY, Restraint.FOR_GOOD);
    here.rooms.restrain(here.rooms.chair(here.organiser.person(), room), tashi.id(), restraint);
    soon().until(() -> there.rooms.seat(tashi, room).isEmpty());

    there.rooms.lift(there.rooms.chair(there.organiser.person(), room), tashi.id(), restraint);

    soon().until(() -> here.rooms.seat(tashi, room).isPresent());
  }

  @Attack(32)
  @Test
  void whatIsToldLateSeatsNobodyAgain() {
    feedThere().hold("places", "rooms", "members");
    var mosi = here.peer("mosi");
    Seated.in(here.rooms, here.rooms.chair(here.organiser.person(), room), mosi);
    soon().until(() -> feedThere().waiting() >= 5);
    var late = feedThere().take();
    there.alliances.admit(there.organiser, mosi.id(), Role.PEER);
    there.rooms.upTo(room, 99);
    there.rooms.remove(there.rooms.chair(there.organiser.person(), room), mosi.id());
    assertThat(there.rooms.seat(mosi, room)).isEmpty();
    there.alliances.admit(there.organiser, mosi.id(), Role.OBSERVER);

    late.forEach(Runnable::run);

    assertThat(there.rooms.people(there.voice(there.organiser.person(), room)))
        .doesNotContain(mosi.id());
    var membership = there.alliances.membership(mosi, there.organiser.alliance().id());
    assertThat(membership.orElseThrow().role()).isEqualTo(Role.OBSERVER);
  }

  @Attack({7, 8})
  @Test
  void signingOutOnOneEndsItOnTheOther() {
    var signInsHere = signIns(here);
    var signInsThere = signIns(there);
    var token = signInsHere.begin(amina.id(), "a browser");
    var other = signInsHere.begin(amina.id(), "another browser");
    soon().until(() -> signInsThere.who(token).isPresent() && signInsThere.who(other).isPresent());

    signInsHere.end(amina, signInsHere.signIn(token).orElseThrow().id());
    soon().until(() -> signInsThere.who(token).isEmpty());

    signInsThere.endAll(amina);
    soon().until(() -> signInsHere.who(other).isEmpty());
  }

  @Attack(7)
  @Test
  void aSignInThatEndedElsewhereIsNotRevivedByItsUse() {
    var signInsHere = signIns(here);
    var signInsThere = signIns(there);
    var token = signInsHere.begin(amina.id(), "a browser");
    soon().until(() -> signInsThere.who(token).isPresent());
    feedThere().hold("signins");
    signInsHere.endAll(amina);

    there.clock.turn(Duration.ofDays(1));

    assertThat(signInsThere.who(token)).as("used once more, not told yet").isPresent();
    assertThat(signInsThere.who(token)).isEmpty();
    feedThere().release();
    assertThat(signInsThere.who(token)).isEmpty();
    assertThat(signIns(here).who(token)).isEmpty();
  }

  @Attack(8)
  @Test
  void aTokenRevokedOnOneIsGoodForNothingOnTheOther() {
    var tokensHere =
        new AccessTokens(here.people, here.storage, here.key, here.feed, Clock.systemUTC());
    var tokensThere =
        new AccessTokens(there.people, there.storage, there.key, there.feed, Clock.systemUTC());
    var secret = tokensHere.make(amina, "a program");
    soon().until(() -> tokensThere.who(secret).isPresent());

    tokensThere.revoke(amina, tokensThere.idOf(secret));

    soon().until(() -> tokensHere.who(secret).isEmpty());
  }

  @Test
  void oneAddressIsGivenAwayOnceAlsoWhenTheOtherHasNotBeenToldYet() {
    feedThere().hold("people");
    var mosi = Profile.named(new PersonId("mosi"), "Mosi");
    here.people.pretend(mosi, false);

    assertThatThrownBy(() -> there.people.pretend(mosi, false))
        .isInstanceOfSatisfying(
            Refusal.NotLikeThis.class,
            refusal -> assertThat(refusal.key()).isEqualTo("person.emailTaken"));
  }

  private SignIns signIns(World node) {
    return new SignIns(
        node.people, new Allowance(node.clock), node.storage, node.key, node.feed, node.clock);
  }

  private Message say(String words) {
    return here.discussions.post(here.voice(amina, room), thread, World.draft(words));
  }

  private Optional<ThreadHead> headThere() {
    return there
        .rooms
        .seat(there.organiser.person(), room)
        .flatMap(seat -> {
          try {
            return Optional.of(there.discussions.head(seat, thread));
          } catch (Refusal.NotHere _) {
            return Optional.empty();
          }
        });
  }

  private List<Message> readThere() {
    return read(there);
  }

  private List<Message> readHere() {
    return read(here);
  }

  private List<Message> read(World node) {
    return node.discussions
        .page(node.voice(node.organiser.person(), room), thread, 1, 100)
        .messages();
  }

  private static ConditionFactory soon() {
    return await()
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10));
  }
}

package org.talanoa.discussion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.Refusal;
import org.talanoa.people.Forgetting;
import org.talanoa.people.Person;
import org.talanoa.room.Manner;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Seat;
import org.talanoa.testing.World;
import org.talanoa.text.Title;

/** What may be taken out of rooms, to the letter of what each kind promises. */
class QuotationsTest {
  private final World world = new World();
  private final Consents consents =
      new Consents(world.discussions, world.rooms, world.people, world.storage, world.key);
  private final Quotations quotations =
      new Quotations(world.discussions, world.alliances, world.people);
  private final Person amina = world.peer("amina");
  private final Person tashi = world.peer("tashi");

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void anOpenRoomIsQuotedWithTheAuthorsName() {
    var room = world.room(RoomKind.OPEN, amina, tashi).id();
    var thread = say(room, "we tried it");

    var quotation = quotations.quote(seat(tashi, room), thread, 1);

    assertThat(quotation.words()).isEqualTo("we tried it");
    assertThat(quotation.by()).contains(new Byline.Named(amina.id()));
  }

  @Test
  void aClosedRoomIsQuotedOnceTheAuthorConsents() {
    var room = world.room(RoomKind.CLOSED, amina, tashi).id();
    var thread = say(room, "we tried it");
    var revision = world.discussions.head(seat(tashi, room), thread).revision();
    assertThatThrownBy(() -> quotations.quote(seat(tashi, room), thread, 1))
        .isInstanceOf(Refusal.NotNow.class);
    assertThat(quotations.quote(seat(amina, room), thread, 1).words()).isEqualTo("we tried it");

    consents.ask(seat(tashi, room), thread, 1);
    consents.ask(seat(tashi, room), thread, 1);
    assertThat(consents.asked(amina)).containsExactly(new Discussions.Place(room, thread, 1));
    assertThat(consents.asked(tashi)).isEmpty();
    assertThatThrownBy(() -> consents.answer(seat(tashi, room), thread, 1, true))
        .isInstanceOf(Refusal.NotYours.class);
    consents.answer(seat(amina, room), thread, 1, true);

    assertThat(quotations.quote(seat(tashi, room), thread, 1).by())
        .contains(new Byline.Named(amina.id()));
    assertThat(consents.asked(amina)).isEmpty();
    assertThat(world.discussions.head(seat(tashi, room), thread).revision()).isEqualTo(revision);
    consents.answer(seat(amina, room), thread, 1, false);
    consents.ask(seat(tashi, room), thread, 1);
    assertThat(consents.asked(amina)).isEmpty();
    assertThatThrownBy(() -> quotations.quote(seat(tashi, room), thread, 1))
        .isInstanceOf(Refusal.NotNow.class);
  }

  @Test
  void whatCannotBeAnsweredAnyMoreTakesNoPlaceFromWhatCan() {
    var room = world.room(RoomKind.CLOSED, amina, tashi).id();
    var left = world.room(RoomKind.CLOSED, amina, tashi).id();
    var there = say(left, "in a room that is left");
    consents.ask(seat(tashi, left), there, 1);
    world.rooms.leave(amina, left);
    var thread = say(room, "first");
    for (var number = 2; number <= Consents.MOST + 1; number++) {
      world.discussions.post(world.voice(amina, room), thread, World.draft("word " + number));
      consents.ask(seat(tashi, room), thread, number);
    }
    assertThat(consents.asked(amina)).hasSize(Consents.MOST).noneMatch(at(there, 1));
    world.discussions.post(world.voice(amina, room), thread, World.draft("too many"));
    consents.ask(seat(tashi, room), thread, Consents.MOST + 2);
    assertThat(consents.asked(amina)).noneMatch(at(thread, Consents.MOST + 2));
    world.discussions.delete(seat(amina, room), thread, 2);

    world.discussions.post(world.voice(amina, room), thread, World.draft("one more"));
    consents.ask(seat(tashi, room), thread, Consents.MOST + 3);

    assertThat(consents.asked(amina))
        .hasSize(Consents.MOST)
        .noneMatch(at(thread, 2))
        .anyMatch(at(thread, Consents.MOST + 3));
  }

  private static Predicate<Discussions.Place> at(ThreadId thread, int number) {
    return place -> place.thread().equals(thread) && place.number() == number;
  }

  @Test
  void whoIsAskedUnderAPseudonymIsQuotedUnderIt() {
    var room = world.room(RoomKind.CLOSED, amina, tashi).id();
    var thread = say(room, "first");
    var veiled =
        world.discussions.post(
            world.voice(amina, room), thread, World.draft("a difficult thing").veiled());

    consents.ask(seat(tashi, room), thread, veiled.number());
    consents.answer(seat(amina, room), thread, veiled.number(), true);

    assertThat(quotations.quote(seat(tashi, room), thread, veiled.number()).by())
        .contains(veiled.by());
    assertThat(veiled.by()).isInstanceOf(Byline.Pseudonym.class);
  }

  /** A refusal would tell that whoever has left since was behind the pseudonym. */
  @Test
  void whoAsksUnderAPseudonymDoesNotLearnWhetherAnybodyIsBehindIt() {
    var room = world.room(RoomKind.CLOSED, amina, tashi).id();
    var thread = say(room, "first");
    var voice = world.voice(amina, room);
    var veiled = world.discussions.post(voice, thread, World.draft("hard").veiled());
    new Oblivion(
            world.discussions,
            world.attachments,
            new Forgetting(amina.id(), false, "a secret of this erasure"),
            Manner.FormerWords.KEEP)
        .in(world.discussions.head(voice, thread));
    var before = world.discussions.stored(voice, thread, veiled.number());

    consents.ask(seat(tashi, room), thread, veiled.number());
    consents.ask(seat(tashi, room), thread, veiled.number());

    assertThat(world.discussions.stored(voice, thread, veiled.number())).isNotEqualTo(before);
    assertThat(consents.asked(amina)).isEmpty();
    assertThatThrownBy(() -> consents.ask(seat(tashi, room), thread, 1))
        .hasMessage("quote.nobodyToAsk");
  }

  @Test
  void underTheChathamHouseRuleNobodyIsNamed() {
    var room = world.room(RoomKind.CHATHAM_HOUSE, amina, tashi).id();
    var thread = say(room, "@[Tashi](person:tashi) and Tashi know it, says Mr Smith");

    var quotation = quotations.quote(seat(tashi, room), thread, 1);

    assertThat(quotation.by()).isEmpty();
    assertThat(quotation.words())
        .isEqualTo("a participant and a participant know it, says a participant");
  }

  @Test
  void nothingLeavesASealedRoom() {
    var room = world.room(RoomKind.SEALED, amina, tashi).id();
    var thread = say(room, "we tried it");

    assertThatThrownBy(() -> quotations.quote(seat(amina, room), thread, 1))
        .isInstanceOf(Refusal.NotYours.class);
    assertThatThrownBy(() -> quotations.export(world.voice(amina, room), _ -> {}))
        .isInstanceOf(Refusal.NotYours.class);
    assertThatThrownBy(() -> consents.ask(seat(tashi, room), thread, 1))
        .isInstanceOf(Refusal.NotNow.class);
  }

  @Test
  void anExportHoldsWhatMayBeQuotedAndListsTheRestAsWithheld() {
    var room = world.room(RoomKind.CLOSED, amina, tashi).id();
    var thread = say(room, "not to be told");
    world.discussions.post(world.voice(tashi, room), thread, World.draft("may be told"));
    consents.answer(seat(tashi, room), thread, 2, true);

    var taken = exported(room);

    assertThat(taken).extracting(Quotations.Taken::number).containsExactly(1, 2);
    assertThat(taken).extracting(Quotations.Taken::title).containsOnly("");
    assertThat(taken.getFirst().quotation()).isEmpty();
    assertThat(taken.getLast().quotation())
        .contains(
            new Quotations.Quotation("may be told", Optional.of(new Byline.Named(tashi.id()))));
  }

  @Test
  void anExportUnderTheChathamHouseRuleTellsNoAuthorAndNoHour() {
    var room = world.room(RoomKind.CHATHAM_HOUSE, amina, tashi).id();
    say(room, "ask Tashi");

    var taken = exported(room);

    assertThat(taken).hasSize(1);
    assertThat(taken.getFirst().quotation())
        .contains(new Quotations.Quotation("ask a participant", Optional.empty()));
    assertThat(taken.getFirst().at()).isEqualTo(Attachments.day(taken.getFirst().at()));
  }

  private List<Quotations.Taken> exported(RoomId room) {
    var taken = new ArrayList<Quotations.Taken>();
    quotations.export(world.voice(tashi, room), taken::add);
    return taken;
  }

  private Seat seat(Person person, RoomId room) {
    return world.rooms.enter(person, room);
  }

  private ThreadId say(RoomId room, String words) {
    return world
        .discussions
        .start(world.voice(amina, room), new Title("About Tashi"), World.draft(words))
        .head()
        .id();
  }
}

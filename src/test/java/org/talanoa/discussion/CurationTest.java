package org.talanoa.discussion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.Refusal;
import org.talanoa.people.Person;
import org.talanoa.people.Seniority;
import org.talanoa.room.Chair;
import org.talanoa.room.Restraint;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Attack;
import org.talanoa.testing.World;
import org.talanoa.text.Markdown;

/** What a keeper of order does to a message. */
class CurationTest {
  private final World world = new World();
  private final Person amina = world.peer("amina");
  private final Person bashir = world.peer("bashir");
  private final Room room = world.room(RoomKind.CLOSED, amina, bashir);
  private final ThreadId thread = world.thread(amina, room.id(), "Payroll");

  @AfterEach
  void close() {
    world.close();
  }

  @Attack({27, 33})
  @Test
  void whatIsHiddenSaysNothingAndNobodyChangesItUntilItIsRestored() {
    var number = post(amina, "Director Okafor took it. @[Bashir](person:bashir)");

    assertThat(world.discussions.hide(chair(), thread, number).body()).isEqualTo(new Body.Hidden());

    var seat = world.rooms.enter(bashir, room.id());
    assertThat(world.discussions.message(seat, thread, number).body()).isEqualTo(new Body.Hidden());
    assertThat(world.discussions.wordings(seat, thread, number)).isEmpty();
    assertThat(world.discussions.head(seat, thread).silent().all()).contains(number);
    assertThat(world.discussions.head(seat, thread).calls()).isEmpty();
    assertThatThrownBy(() ->
            world.discussions.edit(
                world.voice(amina, room.id()), thread, number, Markdown.of("other")))
        .isInstanceOf(Refusal.NotNow.class);
    assertThat(world.discussions.words(chair(), thread, number).source()).contains("Okafor");

    assertThat(world.discussions.restore(chair(), thread, number).body())
        .isInstanceOf(Body.Said.class);
    assertThat(world.discussions.head(seat, thread).calls()).hasSize(1);
  }

  @Test
  void whatIsBlackedOutIsGoneForReadersAndCanBeBroughtBack() {
    var number = post(amina, "Okafor took it, and Okafor kept it.");
    var voice = world.voice(amina, room.id());
    world.discussions.edit(
        voice, thread, number, Markdown.of("Mr Okafor took it; Okafor kept it."));

    var redacted = world.discussions.redact(chair(), thread, number, "Okafor");

    assertThat(redacted.redacted()).isTrue();
    assertThat(redacted.body().toString()).doesNotContain("Okafor");
    var seat = world.rooms.enter(bashir, room.id());
    assertThat(world.discussions.wordings(seat, thread, number)).isEmpty();
    assertThat(stored()).doesNotContain("Okafor");
    assertThatThrownBy(() -> world.discussions.edit(voice, thread, number, Markdown.of("Okafor")))
        .hasMessage("message.redacted");
    assertThatThrownBy(() -> world.discussions.redact(chair(), thread, number, "not there"))
        .hasMessage("message.passageUnknown");

    world.discussions.redact(chair(), thread, number, "kept");
    var restored = world.discussions.restore(chair(), thread, number);
    assertThat(restored.redacted()).isFalse();
    assertThat(restored.body())
        .isEqualTo(new Body.Said(Markdown.of("Mr Okafor took it; Okafor kept it.")));
    assertThat(world.discussions.wordings(seat, thread, number)).hasSize(1);
  }

  @Test
  void whatItsAuthorTakesBackIsGoneAlsoUnderTheBlack() {
    var number = post(amina, "Okafor took it.");
    world.discussions.redact(chair(), thread, number, "Okafor");

    world.discussions.delete(world.voice(amina, room.id()), thread, number);

    assertThatThrownBy(() -> world.discussions.restore(chair(), thread, number))
        .hasMessage("message.gone");
    assertThat(world.storage.database().getCollection("originals").countDocuments()).isZero();
  }

  @Test
  void whoeverMayNotSpeakAnyMoreMayStillTakeTheirWordsBack() {
    var number = post(amina, "I should not have said it.");
    world.rooms.restrain(
        chair(), amina.id(), new Restraint(Restraint.Kind.NO_POSTING, Restraint.FOR_GOOD));

    assertThatThrownBy(() -> world.voice(amina, room.id())).isInstanceOf(Refusal.NotNow.class);
    assertThatThrownBy(
            () -> world.discussions.delete(world.rooms.enter(bashir, room.id()), thread, number))
        .isInstanceOf(Refusal.NotYours.class);
    var seat = world.rooms.enter(amina, room.id());
    assertThat(world.discussions.delete(seat, thread, number).body()).isEqualTo(new Body.Deleted());
  }

  @Test
  void aSeniorMayStandBehindWhatSomebodyElseSaid() {
    var number =
        world
            .discussions
            .post(
                world.voice(amina, room.id()), thread, World.draft("We skipped step two.").veiled())
            .number();
    assertThatThrownBy(() -> sponsor(bashir, number)).hasMessage("message.sponsorNotYours");
    var senior = raise(bashir);

    assertThat(sponsor(senior, number).sponsors()).containsExactly(bashir.id());
    assertThat(sponsor(senior, number).sponsors()).hasSize(1);
    assertThatThrownBy(() -> sponsor(raise(amina), number)).hasMessage("message.sponsorOwn");
    assertThat(
            world
                .discussions
                .sponsor(world.voice(senior, room.id()), thread, number, false)
                .sponsors())
        .isEmpty();
  }

  private Message sponsor(Person person, int number) {
    return world.discussions.sponsor(world.voice(person, room.id()), thread, number, true);
  }

  private Person raise(Person person) {
    world.people.change(
        person,
        p ->
            new org.talanoa.people.Profile(
                p.id(),
                p.name(),
                p.portrait(),
                p.country(),
                p.institution(),
                p.position(),
                Seniority.HEAD,
                p.languages(),
                p.timeZone(),
                p.locale(),
                p.askMeAbout(),
                p.showsPresence(),
                p.mayBeAsked()));
    return world.person(person.id().value());
  }

  private int post(Person person, String words) {
    return world
        .discussions
        .post(world.voice(person, room.id()), thread, World.draft(words))
        .number();
  }

  private Chair chair() {
    return world.rooms.chair(world.person("organiser"), room.id());
  }

  private String stored() {
    var all = new StringBuilder();
    for (var name : world.storage.database().listCollectionNames()) {
      world
          .storage
          .database()
          .getCollection(name)
          .find()
          .forEach(document -> all.append(document.toJson()));
    }
    return all.toString();
  }
}

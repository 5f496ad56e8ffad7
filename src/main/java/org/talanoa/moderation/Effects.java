package org.talanoa.moderation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.bson.Document;
import org.talanoa.Refusal;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.Relocation;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.PersonId;
import org.talanoa.room.Chair;
import org.talanoa.room.Manner;
import org.talanoa.room.Restraint;
import org.talanoa.room.Rooms;
import org.talanoa.text.Title;

/** Does what was decided, and takes it back. Doing it twice is doing it once. Thread safe. */
final class Effects {
  private final Discussions discussions;
  private final Relocation relocation;
  private final Rooms rooms;

  Effects(Discussions discussions, Relocation relocation, Rooms rooms) {
    this.discussions = discussions;
    this.relocation = relocation;
    this.rooms = rooms;
  }

  /**
   * How it was before, as far as that is needed to take back no more than was done.
   *
   * @param seated whether the author sat in the room; told only of whoever wrote by name
   */
  record Before(
      ThreadId thread,
      Duration slow,
      boolean approveFirst,
      boolean locked,
      boolean hidden,
      boolean seated) {
    static Before of(Document decision) {
      return new Before(
          new ThreadId(decision.getString("thread")),
          Duration.ofSeconds(decision.getLong("slow")),
          decision.getBoolean("approveFirst", false),
          decision.getBoolean("locked", false),
          decision.getBoolean("hidden", true),
          decision.getBoolean("seated", true));
    }

    void in(Document decision) {
      decision
          .append("thread", thread.value())
          .append("slow", slow.toSeconds())
          .append("approveFirst", approveFirst)
          .append("locked", locked)
          .append("hidden", hidden)
          .append("seated", seated);
    }
  }

  /** How it is now. */
  Before before(
      Chair chair, Subjects.Place place, Optional<Message> message, Optional<PersonId> author) {
    var manner = chair.room().manner();
    var veiled = Subjects.isVeiled(message);
    return new Before(
        place.thread(),
        manner.slow(),
        manner.approveFirst(),
        message.isPresent() && discussions.head(chair, place.thread()).locked(),
        message.filter(there -> there.body() instanceof Body.Hidden).isPresent(),
        !veiled && author.filter(rooms.people(chair)::contains).isPresent());
  }

  /**
   * What a measure is about.
   *
   * @param place where the message stands now
   * @param author who wrote it; empty where they are not here any more
   * @param veiled whether it was written under a pseudonym
   * @param at when it was decided
   * @param cause names the decision
   */
  record Target(
      Chair chair,
      Subjects.Place place,
      Optional<PersonId> author,
      boolean veiled,
      Instant at,
      String cause,
      Before before) {
    ThreadId thread() {
      return place.thread();
    }

    int number() {
      return place.number();
    }
  }

  void apply(Measure measure, Target target) {
    var chair = target.chair();
    var moved = !target.thread().equals(target.before().thread());
    switch (measure) {
      case Measure.Dismiss _, Measure.Warn _ -> {}
      case Measure.Hide _ -> hide(target);
      case Measure.Restore _ -> discussions.restore(chair, target.thread(), target.number());
      case Measure.Redact redaction when redaction.isForgotten() -> hide(target);
      case Measure.Redact(var passage) ->
          discussions.redact(chair, target.thread(), target.number(), passage);
      case Measure.Move(var to) -> {
        if (target.place().room().equals(chair.room().id())) {
          relocation.move(chair, rooms.chair(chair.person(), to), target.thread());
        }
      }
      case Measure.Split(var title) -> {
        if (!moved) {
          split(target, title);
        }
      }
      case Measure.Merge(var into) -> {
        if (!moved) {
          relocation.merge(chair, target.thread(), into);
        }
      }
      case Measure.Lock _ -> discussions.lock(chair, target.thread(), true);
      case Measure.Slow(var pause) -> arrange(chair, pause, chair.room().manner().approveFirst());
      case Measure.ApproveRoom _ -> arrange(chair, chair.room().manner().slow(), true);
      case Measure.ApproveAuthor _, Measure.SuspendPosting _, Measure.SuspendEntry _ ->
          restrain(measure, target);
      case Measure.EndMembership _ -> endMembership(measure, target);
    }
  }

  /**
   * Takes it back.
   *
   * @param standing what else was decided and still stands, in its order
   */
  void undo(Measure measure, Target target, List<Measure> standing) {
    var chair = target.chair();
    switch (measure) {
      case Measure.Dismiss _, Measure.Warn _ -> {}
      case Measure.Hide _, Measure.Redact _ -> {
        if (!isDeleted(target)) {
          discussions.restore(chair, target.thread(), target.number());
          again(target, standing);
        }
      }
      case Measure.Restore _ -> {
        if (target.before().hidden()) {
          hide(target);
        }
      }
      case Measure.Move _ -> throw new Refusal.NotNow("appeal.moveStays");
      case Measure.Split _ -> {
        if (!target.thread().equals(target.before().thread())) {
          relocation.merge(chair, target.thread(), target.before().thread());
        }
      }
      case Measure.Merge _ -> splitAgain(target);
      case Measure.Lock _ -> discussions.lock(chair, target.thread(), target.before().locked());
      case Measure.Slow _ ->
          arrange(chair, target.before().slow(), chair.room().manner().approveFirst());
      case Measure.ApproveRoom _ ->
          arrange(chair, chair.room().manner().slow(), target.before().approveFirst());
      case Measure.ApproveAuthor _, Measure.SuspendPosting _, Measure.SuspendEntry _ ->
          lift(measure, target);
      case Measure.EndMembership _ -> takeBack(measure, target);
    }
  }

  private void hide(Target target) {
    if (body(target) instanceof Body.Said) {
      discussions.hide(target.chair(), target.thread(), target.number());
    }
  }

  private boolean isDeleted(Target target) {
    return body(target) instanceof Body.Deleted;
  }

  private Body body(Target target) {
    return discussions.message(target.chair(), target.thread(), target.number()).body();
  }

  private void again(Target target, List<Measure> standing) {
    for (var measure : standing) {
      if (measure instanceof Measure.Redact || measure instanceof Measure.Hide) {
        try {
          apply(measure, target);
        } catch (Refusal.NotLikeThis _) {
          // The passage is gone with another one.
        }
      }
    }
  }

  private void split(Target target, String title) {
    var last = discussions.head(target.chair(), target.thread()).last();
    var numbers = IntStream.rangeClosed(target.number(), last).boxed().toList();
    relocation.split(target.chair(), target.thread(), numbers, new Title(title));
  }

  /** Those that were merged into another thread leave it again, together. */
  private void splitAgain(Target target) {
    var chair = target.chair();
    var from = target.before().thread();
    if (from.equals(target.thread())) {
      return;
    }
    var old = discussions.head(chair, from);
    var numbers = new TreeSet<Integer>();
    for (var first = 1; first <= old.last(); first += Discussions.MOST_ON_A_PAGE) {
      for (var message :
          discussions.page(chair, from, first, Discussions.MOST_ON_A_PAGE).messages()) {
        if (message.body() instanceof Body.Moved(_, var thread, var number)
            && thread.equals(target.thread())) {
          numbers.add(number);
        }
      }
    }
    relocation.split(chair, target.thread(), numbers, new Title(old.title()));
  }

  private void arrange(Chair chair, Duration slow, boolean approveFirst) {
    var manner = chair.room().manner();
    rooms.arrange(
        chair,
        new Manner(
            manner.rankHidden(),
            slow,
            approveFirst,
            manner.namingForbidden(),
            manner.retention(),
            manner.formerWords()));
  }

  private void restrain(Measure measure, Target target) {
    target
        .author()
        .ifPresent(author -> rooms.restrain(target.chair(), author, restraint(measure, target)));
  }

  private void lift(Measure measure, Target target) {
    target
        .author()
        .ifPresent(author -> rooms.lift(target.chair(), author, restraint(measure, target)));
  }

  /** What the measure keeps its author from. A pseudonym is approved where it was borne alone. */
  private static Restraint restraint(Measure measure, Target target) {
    var until = target.at().plus(measure.lasts());
    var restraint =
        switch (measure) {
          case Measure.ApproveAuthor _ ->
              new Restraint(
                  Restraint.Kind.APPROVE_FIRST,
                  until,
                  Optional.of(target.before().thread().value()).filter(_ -> target.veiled()));
          case Measure.SuspendPosting _ -> new Restraint(Restraint.Kind.NO_POSTING, until);
          case Measure.SuspendEntry _ -> new Restraint(Restraint.Kind.NO_ENTRY, until);
          case Measure.EndMembership _ ->
              new Restraint(Restraint.Kind.NO_ENTRY, Restraint.FOR_GOOD);
          default -> throw new IllegalArgumentException(measure.wireName() + " restrains nobody");
        };
    return restraint.because(target.cause());
  }

  /** Leaving the list of the room's people would tell who wrote under a pseudonym. */
  private void endMembership(Measure measure, Target target) {
    if (target.veiled()) {
      restrain(measure, target);
    } else {
      target
          .author()
          .filter(author -> rooms.people(target.chair()).contains(author))
          .ifPresent(author -> rooms.remove(target.chair(), author));
    }
  }

  private void takeBack(Measure measure, Target target) {
    if (target.veiled()) {
      lift(measure, target);
    } else {
      target
          .author()
          .filter(_ -> target.before().seated())
          .filter(author -> !rooms.people(target.chair()).contains(author))
          .ifPresent(author -> rooms.admit(target.chair(), author, false));
    }
  }
}

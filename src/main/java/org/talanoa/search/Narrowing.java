package org.talanoa.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Membership;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.ThreadHead;
import org.talanoa.people.People;
import org.talanoa.people.Profile;
import org.talanoa.room.Room;
import org.talanoa.room.RoomId;
import org.talanoa.room.Seat;
import org.talanoa.room.Seats;

/**
 * What narrows a question besides its words, as far as it depends on what the asker belongs to.
 * Thread safe.
 */
final class Narrowing {
  private final Asked asked;
  private final Kinds kinds;
  private final Discussions discussions;
  private final Alliances alliances;
  private final People people;

  Narrowing(Asked asked, Kinds kinds, Discussions discussions, Alliances alliances, People people) {
    this.asked = asked;
    this.kinds = kinds;
    this.discussions = discussions;
    this.alliances = alliances;
    this.people = people;
  }

  /** A question as it is understood for whoever asks it. */
  Question understood(Question question, Seats seats) {
    return question.knowing(kind -> !kinds.called(seats, kind).isEmpty());
  }

  /** The rooms that are searched, by their ids: those of the asker that the question means. */
  Map<String, Seat> rooms(Question question, Seats seats, Optional<RoomId> inside) {
    var open =
        seats.all().stream()
            .filter(seat -> isOpen(seat.room(), inside) && isMeant(question, seat))
            .toList();
    var names = open.stream().map(seat -> seat.room().name()).toList();
    var isMeant = anyIn(question.in(), part -> named(part, question, names));
    var rooms = new LinkedHashMap<String, Seat>();
    for (var seat : open) {
      if (isMeant.test(seat.room().name())) {
        rooms.put(seat.room().id().value(), seat);
      }
    }
    return rooms;
  }

  private static boolean isOpen(Room room, Optional<RoomId> inside) {
    return inside.map(room.id()::equals).orElse(room.kind().foundFromOutside());
  }

  private static Predicate<String> anyIn(
      List<String> parts, Function<String, Predicate<String>> in) {
    var any = parts.stream().map(in).toList();
    return name -> any.isEmpty() || any.stream().anyMatch(part -> part.test(name));
  }

  /**
   * Of these names that which is exactly so, where it stands in quotation marks; or what has it.
   */
  private Predicate<String> named(String part, Question question, Collection<String> names) {
    var exactly = asked.called(part);
    return question.whole().contains(part) && names.stream().anyMatch(exactly)
        ? exactly
        : asked.containing(part);
  }

  /** Whether the question means the alliance of a seat, which has a stage for its members only. */
  private boolean isMeant(Question question, Seat seat) {
    if (question.alliance().isEmpty() && question.stage().isEmpty()) {
      return true;
    }
    var id = seat.room().alliance();
    var alliance = alliances.membership(seat.person(), id).map(Membership::alliance);
    var name = alliance.map(known -> known.name() + " " + id).orElse(id.value());
    var stage = alliance.map(known -> known.stage().wireName().replace('-', ' ')).orElse("");
    return anyIn(question.alliance(), asked::containing).test(name)
        && anyIn(question.stage(), asked::containing).test(stage);
  }

  /** What narrows a question besides its own words. */
  List<Query> within(Question question, Seats seats, Collection<Seat> rooms) {
    var within = new ArrayList<Query>();
    for (var name : question.about()) {
      var ids = kinds.called(seats, name).stream().map(kind -> new BytesRef(kind.id())).toList();
      within.add(new TermInSetQuery(Documents.ABOUT, ids));
    }
    if (question.is().contains("unanswered")) {
      within.add(unanswered(rooms));
    }
    namesakes(question, seats).ifPresent(within::add);
    return within;
  }

  /**
   * By nobody whose name only has in it that of another who is meant. Names of people whom the
   * asker does not know decide nothing.
   */
  private Optional<Query> namesakes(Question question, Seats seats) {
    if (question.from().stream().noneMatch(question.whole()::contains)) {
      return Optional.empty();
    }
    var known = known(seats);
    var isMeant = anyIn(question.from(), part -> named(part, question, known));
    var others =
        new HashSet<>(
            people.named(anyIn(question.from(), asked::containing).and(isMeant.negate())));
    if (question.from().contains("me")) {
      others.remove(seats.person().id());
    }
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new BooleanQuery.Builder()
                .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
                .add(
                    new TermInSetQuery(
                        Documents.BY, others.stream().map(id -> new BytesRef(id.value())).toList()),
                    Occur.MUST_NOT)
                .build());
  }

  /** What those are called who belong to an alliance of the asker. */
  private Set<String> known(Seats seats) {
    var names = new HashSet<String>();
    for (var membership : alliances.of(seats.person())) {
      people.profiles(alliances.members(membership).keySet()).stream()
          .map(Profile::name)
          .forEach(names::add);
    }
    return names;
  }

  /** The first messages of threads that ask something nobody has answered. */
  private Query unanswered(Collection<Seat> rooms) {
    var threads = new ArrayList<BytesRef>();
    for (var seat : rooms) {
      for (var head : discussions.threads(seat)) {
        if (waits(head)) {
          threads.add(new BytesRef(head.id() + "/1"));
        }
      }
    }
    return new TermInSetQuery("id", threads);
  }

  private static boolean waits(ThreadHead head) {
    return head.question() && !head.answered() && !head.locked() && head.movedTo().isEmpty();
  }

  /** By which kinds of tacit knowledge something is asked for that is not asked for by words. */
  Set<String> told(Question question, Seats seats) {
    var told = new HashSet<String>();
    if (question.hasNoWords()) {
      told.addAll(question.is());
      question
          .about()
          .forEach(name -> kinds.called(seats, name).forEach(kind -> told.add(kind.id())));
    }
    return told;
  }
}

package org.talanoa.door.rest;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.HiddenRanks;
import org.talanoa.discussion.Marks;
import org.talanoa.door.wire.PersonJson;
import org.talanoa.door.wire.RoomJson;
import org.talanoa.door.wire.ThreadAndMineJson;
import org.talanoa.door.wire.ThreadJson;
import org.talanoa.door.wire.Wire;
import org.talanoa.moderation.Acts;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seat;

/** Alliances and rooms: what is there, who sits where. */
@RestController
@RequestMapping("/api")
class RoomDoor {
  private static final int MOST_TO_CATCH_UP = 200;

  private final Alliances alliances;
  private final Rooms rooms;
  private final Acts acts;
  private final Discussions discussions;
  private final Marks marks;
  private final People people;
  private final HiddenRanks ranks;
  private final Wire wire;
  private final Clock clock;

  RoomDoor(
      Alliances alliances,
      Rooms rooms,
      Acts acts,
      Discussions discussions,
      Marks marks,
      People people,
      HiddenRanks ranks,
      Wire wire,
      Clock clock) {
    this.alliances = alliances;
    this.rooms = rooms;
    this.acts = acts;
    this.discussions = discussions;
    this.marks = marks;
    this.people = people;
    this.ranks = ranks;
    this.wire = wire;
    this.clock = clock;
  }

  record MeJson(PersonJson person, String timeZone, String locale) {}

  record AllianceJson(String id, String name, String theme, String stage, String role) {}

  record ThreadsJson(List<ThreadAndMineJson> threads, boolean more) {}

  record WaitingJson(RoomJson room, ThreadJson thread, org.talanoa.door.wire.MineJson mine) {}

  record CatchUpJson(List<WaitingJson> threads, List<WaitingJson> questions) {}

  @GetMapping("/me")
  MeJson me(Person person) {
    var profile = person.profile();
    return new MeJson(
        wire.person(profile), profile.timeZone().getId(), profile.locale().toLanguageTag());
  }

  @GetMapping("/alliances")
  List<AllianceJson> alliances(Person person) {
    return alliances.of(person).stream()
        .map(membership ->
            new AllianceJson(
                membership.alliance().id().value(),
                membership.alliance().name(),
                membership.alliance().theme(),
                membership.alliance().stage().wireName(),
                membership.role().name().toLowerCase(java.util.Locale.ROOT)))
        .toList();
  }

  @GetMapping("/alliances/{alliance}/rooms")
  List<RoomJson> rooms(Person person, @PathVariable String alliance) {
    return seats(person, alliance).stream().map(wire::room).toList();
  }

  @GetMapping("/alliances/{alliance}/catch-up")
  CatchUpJson catchUp(Person person, @PathVariable String alliance) {
    var unread = new ArrayList<WaitingJson>();
    var questions = new ArrayList<WaitingJson>();
    for (var seat : seats(person, alliance)) {
      var room = wire.room(seat);
      for (var head : marks.unreadThreads(seat, MOST_TO_CATCH_UP)) {
        unread.add(waiting(room, seat, head));
      }
      var looked = 0;
      for (var head : discussions.threads(seat)) {
        if (head.question() && !head.answered() && !head.by().is(person.id())) {
          questions.add(waiting(room, seat, head));
        }
        if (++looked >= MOST_TO_CATCH_UP) {
          break;
        }
      }
    }
    unread.sort(Comparator.comparing((WaitingJson waiting) -> waiting.mine().calls() == 0));
    return new CatchUpJson(
        unread.stream().limit(MOST_TO_CATCH_UP).toList(),
        questions.stream().limit(MOST_TO_CATCH_UP).toList());
  }

  private WaitingJson waiting(RoomJson room, Seat seat, org.talanoa.discussion.ThreadHead head) {
    var thread = wire.thread(head).titled(head.titleOutside(seat.room()));
    return new WaitingJson(room, thread, wire.mine(marks.of(seat, head.id())));
  }

  private List<Seat> seats(Person person, String alliance) {
    return rooms.seats(alliances.enter(person, new AllianceId(alliance)));
  }

  @GetMapping("/rooms/{room}")
  RoomJson room(Person person, @PathVariable String room) {
    return wire.room(rooms.enter(person, new RoomId(room)));
  }

  @GetMapping("/rooms/{room}/people")
  List<PersonJson> people(Person person, @PathVariable String room) {
    var seat = rooms.enter(person, new RoomId(room));
    return ranks.as(person, people.profiles(rooms.people(seat))).stream()
        .map(wire::person)
        .toList();
  }

  @PostMapping("/rooms/{room}/seat")
  RoomJson join(Person person, @PathVariable String room) {
    return wire.room(rooms.join(rooms.enter(person, new RoomId(room))));
  }

  @DeleteMapping("/rooms/{room}/seat")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void leave(Person person, @PathVariable String room) {
    rooms.leave(person, new RoomId(room));
  }

  @PutMapping("/rooms/{room}/people/{guest}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void admit(
      Person person,
      @PathVariable String room,
      @PathVariable String guest,
      @RequestParam(defaultValue = "false") boolean keeper,
      @RequestBody(required = false) @Nullable ReasonRequest why) {
    acts.admit(
        rooms.enter(person, new RoomId(room)), new PersonId(guest), keeper, ReasonRequest.of(why));
  }

  @DeleteMapping("/rooms/{room}/people/{guest}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(
      Person person,
      @PathVariable String room,
      @PathVariable String guest,
      @RequestBody(required = false) @Nullable ReasonRequest why) {
    acts.remove(rooms.chair(person, new RoomId(room)), new PersonId(guest), ReasonRequest.of(why));
  }

  @GetMapping("/rooms/{room}/threads")
  ThreadsJson threads(
      Person person,
      @PathVariable String room,
      @RequestParam(required = false) @Nullable Instant before,
      @RequestParam(defaultValue = "50") int count) {
    var seat = rooms.enter(person, new RoomId(room));
    var until = before == null ? clock.instant().plusSeconds(60) : before;
    var most = Math.clamp(count, 1, Discussions.MOST_ON_A_PAGE);
    var heads = discussions.threads(seat, until, most);
    var marked = marks.of(seat, heads);
    var threads = new ArrayList<ThreadAndMineJson>();
    for (var i = 0; i < heads.size(); i++) {
      threads.add(new ThreadAndMineJson(wire.thread(heads.get(i)), wire.mine(marked.get(i)), null));
    }
    return new ThreadsJson(threads, heads.size() == most);
  }
}

package org.talanoa.door.rest;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.Refusal;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.ThreadId;
import org.talanoa.door.wire.Wire;
import org.talanoa.people.Allowance;
import org.talanoa.people.Person;
import org.talanoa.problem.ProblemId;
import org.talanoa.problem.Problems;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.search.Found;
import org.talanoa.search.Matter;
import org.talanoa.search.Search;
import org.talanoa.text.Markdown;

/** Where peers have talked about something like this. Keeps nothing of what it is asked about. */
@RestController
@RequestMapping("/api/rooms/{room}")
class RelatedDoor {
  /** More would disturb. */
  private static final int MOST = 3;

  private final Rooms rooms;
  private final Discussions discussions;
  private final Problems problems;
  private final Search search;
  private final Turns turns;
  private final Wire wire;

  RelatedDoor(
      Rooms rooms,
      Discussions discussions,
      Problems problems,
      Search search,
      Turns turns,
      Wire wire) {
    this.rooms = rooms;
    this.discussions = discussions;
    this.problems = problems;
    this.search = search;
    this.turns = turns;
    this.wire = wire;
  }

  record RelatedJson(List<HitJson> related) {}

  record AboutJson(@Nullable String words) {
    @Override
    public String toString() {
      return "AboutJson";
    }
  }

  /** Kinds of tacit knowledge by their ids, the likeliest first. */
  record LikelyJson(List<String> kinds) {}

  @GetMapping("/threads/{thread}/related")
  RelatedJson toThread(Person person, @PathVariable String room, @PathVariable String thread) {
    turns.take(Allowance.Act.SEARCH, person);
    var seat = rooms.enter(person, new RoomId(room));
    var page = discussions.page(seat, new ThreadId(thread), 1, 1);
    return related(person, Matter.of(page.messages().getFirst(), page.head()));
  }

  @GetMapping("/problems/{problem}/related")
  RelatedJson toProblem(Person person, @PathVariable String room, @PathVariable String problem) {
    turns.take(Allowance.Act.SEARCH, person);
    var seat = rooms.enter(person, new RoomId(room));
    return related(person, Matter.of(problems.of(seat, new ProblemId(problem))));
  }

  /** To what somebody is about to say. */
  @PostMapping("/related")
  RelatedJson toWords(Person person, @PathVariable String room, @RequestBody AboutJson about) {
    turns.take(Allowance.Act.SEARCH, person);
    var words = Objects.requireNonNullElse(about.words(), "");
    if (words.length() > Markdown.LIMIT) {
      throw new Refusal.NotLikeThis("text.tooLong", Markdown.LIMIT);
    }
    var voice = rooms.speak(person, new RoomId(room));
    return related(person, Matter.of(voice.room().id(), words));
  }

  private RelatedJson related(Person person, Matter matter) {
    return new RelatedJson(
        search.related(rooms.seats(person), matter, MOST).stream().map(this::hit).toList());
  }

  private HitJson hit(Found.Hit hit) {
    return HitJson.of(hit, wire);
  }

  /** What a message, or these of its plain words, may tell of, by how peers have marked others. */
  @GetMapping("/threads/{thread}/messages/{number}/likely")
  LikelyJson likely(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @PathVariable int number,
      @RequestParam(required = false) @Nullable Integer from,
      @RequestParam(required = false) @Nullable Integer to) {
    turns.take(Allowance.Act.SEARCH, person);
    var voice = rooms.speak(person, new RoomId(room));
    var message = discussions.message(voice, new ThreadId(thread), number);
    if (!(message.body() instanceof Body.Said(var words))) {
      throw new Refusal.NotNow("message.gone");
    }
    var plain = wire.plain(words);
    var first = Math.clamp(Objects.requireNonNullElse(from, 0), 0, plain.length());
    var end = Math.clamp(Objects.requireNonNullElse(to, plain.length()), first, plain.length());
    return new LikelyJson(
        search.kindsLike(
            rooms.seats(person), voice.room().id(), plain.substring(first, end), message));
  }
}

package org.talanoa.door.rest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.Refusal;
import org.talanoa.discussion.Later;
import org.talanoa.discussion.ThreadId;
import org.talanoa.door.Wording;
import org.talanoa.door.wire.DraftJson;
import org.talanoa.people.Allowance;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;

/** Messages that wait for their time. */
@RestController
@RequestMapping("/api")
class LaterDoor {
  private final Rooms rooms;
  private final Later later;
  private final Turns turns;

  LaterDoor(Rooms rooms, Later later, Turns turns) {
    this.rooms = rooms;
    this.later = later;
    this.turns = turns;
  }

  record LetterRequest(@Nullable DraftJson message, @Nullable Instant at) {}

  /**
   * A message that waits.
   *
   * @param refused why it could not be said when its time had come
   */
  record LetterJson(
      String room,
      String thread,
      String key,
      String markdown,
      Instant at,
      @Nullable String refused) {}

  @PostMapping("/rooms/{room}/threads/{thread}/later")
  @ResponseStatus(HttpStatus.CREATED)
  LetterJson keep(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @RequestBody LetterRequest letter) {
    turns.take(Allowance.Act.POST, person);
    var voice = rooms.speak(person, new RoomId(room));
    var message = letter.message();
    var at = letter.at();
    if (message == null || at == null) {
      throw new Refusal.NotLikeThis("request.form");
    }
    return json(person, later.keep(voice, new ThreadId(thread), message.draft(), at));
  }

  @GetMapping("/me/later")
  List<LetterJson> letters(Person person) {
    return later.of(person).stream().map(letter -> json(person, letter)).toList();
  }

  @DeleteMapping("/me/later/{key}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void drop(Person person, @PathVariable String key) {
    later.drop(person, key);
  }

  private static LetterJson json(Person person, Later.Letter letter) {
    return new LetterJson(
        letter.room().value(),
        letter.thread().value(),
        letter.draft().key(),
        letter.draft().markdown().source(),
        letter.at(),
        letter
            .refused()
            .map(key -> Wording.of(person.profile().locale(), "refusal." + key))
            .orElse(null));
  }
}

package org.talanoa.door.rest;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.Refusal;
import org.talanoa.alliance.Alliances;
import org.talanoa.people.Allowance;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.Profile;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.text.Hint;
import org.talanoa.text.Identifying;
import org.talanoa.text.KnownNames;
import org.talanoa.text.Markdown;

/** Looks words over before they are said: what in them may identify somebody. Keeps nothing. */
@RestController
@RequestMapping("/api/rooms/{room}/look-over")
class LookOverDoor {
  private final Rooms rooms;
  private final Alliances alliances;
  private final People people;
  private final Turns turns;

  LookOverDoor(Rooms rooms, Alliances alliances, People people, Turns turns) {
    this.rooms = rooms;
    this.alliances = alliances;
    this.people = people;
    this.turns = turns;
  }

  record WordsJson(@Nullable String markdown) {}

  record HintsJson(List<HintJson> hints) {}

  /**
   * A passage of the words as they were sent.
   *
   * @param kind {@code person}, {@code phone}, {@code email}, {@code address} or {@code identifier}
   */
  record HintJson(String kind, int from, int to) {
    static HintJson of(Hint hint) {
      return new HintJson(hint.kind().name().toLowerCase(Locale.ROOT), hint.from(), hint.to());
    }
  }

  @PostMapping
  HintsJson lookOver(Person person, @PathVariable String room, @RequestBody WordsJson words) {
    turns.take(Allowance.Act.CHANGE, person);
    var voice = rooms.speak(person, new RoomId(room));
    var markdown = words.markdown() == null ? "" : words.markdown();
    if (markdown.length() > Markdown.LIMIT) {
      throw new Refusal.NotLikeThis("text.tooLong", Markdown.LIMIT);
    }
    var members = alliances.members(alliances.enter(person, voice.room().alliance())).keySet();
    var names = KnownNames.of(people.profiles(members).stream().map(Profile::name).toList());
    return new HintsJson(Identifying.hints(markdown, names).stream().map(HintJson::of).toList());
  }
}

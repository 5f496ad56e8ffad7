package org.talanoa.door.rest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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
import org.talanoa.Refusal;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Bookmarks;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Drafts;
import org.talanoa.discussion.Following;
import org.talanoa.discussion.Marks;
import org.talanoa.discussion.Outcome;
import org.talanoa.discussion.Posting;
import org.talanoa.discussion.Reaction;
import org.talanoa.discussion.SavedDraft;
import org.talanoa.discussion.ThreadId;
import org.talanoa.discussion.Waiting;
import org.talanoa.door.wire.CaughtUpJson;
import org.talanoa.door.wire.DraftJson;
import org.talanoa.door.wire.MessageJson;
import org.talanoa.door.wire.MineJson;
import org.talanoa.door.wire.PageJson;
import org.talanoa.door.wire.ThreadAndMineJson;
import org.talanoa.door.wire.ThreadJson;
import org.talanoa.door.wire.WaitingJson;
import org.talanoa.door.wire.Wire;
import org.talanoa.moderation.Acts;
import org.talanoa.people.Allowance;
import org.talanoa.people.Person;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seat;
import org.talanoa.room.Voice;
import org.talanoa.text.Markdown;
import org.talanoa.text.Title;

/** Threads and their messages. */
@RestController
@RequestMapping("/api/rooms/{room}")
class ThreadDoor {
  private final Rooms rooms;
  private final Acts acts;
  private final Discussions discussions;
  private final Marks marks;
  private final Drafts drafts;
  private final Bookmarks bookmarks;
  private final Posting posting;
  private final Turns turns;
  private final Wire wire;

  ThreadDoor(
      Rooms rooms,
      Acts acts,
      Discussions discussions,
      Marks marks,
      Drafts drafts,
      Bookmarks bookmarks,
      Posting posting,
      Turns turns,
      Wire wire) {
    this.rooms = rooms;
    this.acts = acts;
    this.discussions = discussions;
    this.marks = marks;
    this.drafts = drafts;
    this.bookmarks = bookmarks;
    this.posting = posting;
    this.turns = turns;
    this.wire = wire;
  }

  record StartJson(
      @Nullable String key,
      @Nullable String title,
      @Nullable String markdown,
      @Nullable List<String> attachments,
      DraftJson.@Nullable AskJson poll,
      @Nullable Boolean pseudonym) {}

  record StartedJson(ThreadJson thread, MessageJson message) {}

  record WaitsJson(WaitingJson waiting) {}

  /**
   * What is to be otherwise of a thread.
   *
   * @param reason why it is closed, or positions are hidden in it
   */
  record HeadJson(
      @Nullable String title,
      @Nullable Boolean locked,
      @Nullable Boolean rankHidden,
      @Nullable String reason) {
    String given() {
      return reason == null ? "" : reason;
    }
  }

  record NumberJson(int number) {}

  record FollowingJson(@Nullable String following) {}

  record SourceJson(@Nullable String markdown) {}

  /** What somebody wrote, and the words alone. */
  record WordsJson(String markdown, String plain) {}

  record WordingJson(Instant at, String html) {}

  record VotesJson(@Nullable List<Integer> options) {}

  record RemindJson(@Nullable Instant remindAt) {}

  record SavedDraftJson(
      @Nullable String title,
      @Nullable String markdown,
      @Nullable Integer answers,
      @Nullable Boolean pseudonym,
      @Nullable Instant at) {}

  /** A started thread and its first message, or what waits for approval. */
  @PostMapping("/threads")
  ResponseEntity<?> start(Person person, @PathVariable String room, @RequestBody StartJson start) {
    turns.take(Allowance.Act.POST, person);
    var title = new Title(start.title() == null ? "" : start.title());
    var draft =
        new DraftJson(
            start.key(),
            start.markdown(),
            null,
            start.attachments(),
            start.poll(),
            start.pseudonym());
    return switch (posting.start(person, new RoomId(room), title, draft.draft())) {
      case Outcome.Said(var head, var message) ->
          created(new StartedJson(wire.thread(head), wire.message(message)));
      case Outcome.Waits(var waiting) -> accepted(waiting);
    };
  }

  @GetMapping("/threads/{thread}")
  ThreadAndMineJson thread(Person person, @PathVariable String room, @PathVariable String thread) {
    var seat = seat(person, room);
    var id = new ThreadId(thread);
    var veiled = seat.room().kind().pseudonyms() && rooms.maySpeak(seat);
    return new ThreadAndMineJson(
        wire.thread(discussions.head(seat, id)),
        wire.mine(marks.of(seat, id)),
        veiled ? discussions.pseudonym(seat, id) : null);
  }

  @PutMapping("/threads/{thread}")
  ThreadJson head(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @RequestBody HeadJson change) {
    take(Allowance.Act.CHANGE, person);
    var id = new ThreadId(thread);
    var title = change.title();
    if (title != null) {
      rename(person, new RoomId(room), id, new Title(title), change.given());
    }
    var locked = change.locked();
    if (locked != null) {
      acts.lock(rooms.chair(person, new RoomId(room)), id, locked, change.given());
    }
    var rankHidden = change.rankHidden();
    if (rankHidden != null) {
      acts.hideRank(rooms.chair(person, new RoomId(room)), id, rankHidden, change.given());
    }
    return wire.thread(discussions.head(seat(person, room), id));
  }

  /** Another's thread is renamed as an act of keeping order, which needs a reason. */
  private void rename(Person person, RoomId room, ThreadId thread, Title title, String reason) {
    var voice = rooms.speak(person, room);
    if (voice instanceof Chair chair && !acts.isOwn(chair, thread)) {
      acts.rename(chair, thread, title, reason);
    } else {
      posting.rename(person, room, thread, title);
    }
  }

  @GetMapping("/threads/{thread}/messages")
  PageJson page(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @RequestParam(defaultValue = "1") int from,
      @RequestParam(defaultValue = "50") int count) {
    return wire.page(discussions.page(seat(person, room), new ThreadId(thread), from, count));
  }

  @GetMapping("/threads/{thread}/since")
  CaughtUpJson since(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @RequestParam long revision,
      @RequestParam int number) {
    return wire.caughtUp(
        discussions.since(seat(person, room), new ThreadId(thread), revision, number));
  }

  @GetMapping("/threads/{thread}/number")
  NumberJson number(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @RequestParam Instant at) {
    return new NumberJson(discussions.numberAt(seat(person, room), new ThreadId(thread), at));
  }

  /** The message, or what waits for approval. */
  @PostMapping("/threads/{thread}/messages")
  ResponseEntity<?> post(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @RequestBody DraftJson draft) {
    take(Allowance.Act.POST, person);
    return switch (posting.post(person, new RoomId(room), new ThreadId(thread), draft.draft())) {
      case Outcome.Said(_, var message) -> created(wire.message(message));
      case Outcome.Waits(var waiting) -> accepted(waiting);
    };
  }

  private static ResponseEntity<?> created(Object body) {
    return ResponseEntity.status(HttpStatus.CREATED).body(body);
  }

  private ResponseEntity<?> accepted(Waiting waiting) {
    return ResponseEntity.accepted().body(new WaitsJson(wire.waiting(waiting)));
  }

  @GetMapping("/threads/{thread}/messages/{number}")
  MessageJson message(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @PathVariable int number) {
    return wire.message(discussions.message(seat(person, room), new ThreadId(thread), number));
  }

  /** Where a message was moved to, for those who may listen there. */
  @GetMapping("/threads/{thread}/messages/{number}/moved")
  MessageJson.MovedJson moved(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @PathVariable int number) {
    var message = discussions.message(seat(person, room), new ThreadId(thread), number);
    if (message.body() instanceof Body.Moved moved
        && rooms.seat(person, moved.room()).isPresent()) {
      return wire.moved(moved);
    }
    throw new Refusal.NotHere("message.unknown");
  }

  @GetMapping("/threads/{thread}/messages/{number}/source")
  WordsJson source(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @PathVariable int number) {
    var message = discussions.message(seat(person, room), new ThreadId(thread), number);
    if (message.body() instanceof Body.Said(var words)) {
      return new WordsJson(words.source(), wire.plain(words));
    }
    throw new Refusal.NotNow("message.gone");
  }

  @GetMapping("/threads/{thread}/messages/{number}/history")
  List<WordingJson> history(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @PathVariable int number) {
    var seat = seat(person, room);
    return discussions.wordings(seat, new ThreadId(thread), number).stream()
        .map(wording ->
            new WordingJson(wording.at(), wire.html(wording.markdown(), seat.room().id())))
        .toList();
  }

  @PutMapping("/threads/{thread}/messages/{number}")
  MessageJson edit(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @PathVariable int number,
      @RequestBody SourceJson source) {
    take(Allowance.Act.CHANGE, person);
    var words = Markdown.of(source.markdown() == null ? "" : source.markdown());
    return wire.message(
        posting.edit(person, new RoomId(room), new ThreadId(thread), number, words));
  }

  @DeleteMapping("/threads/{thread}/messages/{number}")
  MessageJson delete(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @PathVariable int number) {
    take(Allowance.Act.CHANGE, person);
    return wire.message(discussions.delete(seat(person, room), new ThreadId(thread), number));
  }

  @PutMapping("/threads/{thread}/messages/{number}/reactions/{kind}")
  MessageJson react(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @PathVariable int number,
      @PathVariable String kind) {
    return react(person, room, thread, number, kind, true);
  }

  @DeleteMapping("/threads/{thread}/messages/{number}/reactions/{kind}")
  MessageJson unreact(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @PathVariable int number,
      @PathVariable String kind) {
    return react(person, room, thread, number, kind, false);
  }

  private MessageJson react(
      Person person, String room, String thread, int number, String kind, boolean on) {
    take(Allowance.Act.CHANGE, person);
    return wire.message(
        discussions.react(
            voice(person, room), new ThreadId(thread), number, Reaction.of(kind), on));
  }

  @PutMapping("/threads/{thread}/messages/{number}/pin")
  MessageJson pin(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @PathVariable int number) {
    take(Allowance.Act.CHANGE, person);
    return wire.message(discussions.pin(voice(person, room), new ThreadId(thread), number, true));
  }

  @DeleteMapping("/threads/{thread}/messages/{number}/pin")
  MessageJson unpin(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @PathVariable int number) {
    take(Allowance.Act.CHANGE, person);
    return wire.message(discussions.pin(voice(person, room), new ThreadId(thread), number, false));
  }

  @PutMapping("/threads/{thread}/messages/{number}/votes")
  MessageJson vote(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @PathVariable int number,
      @RequestBody VotesJson votes) {
    take(Allowance.Act.CHANGE, person);
    var options = votes.options() == null ? List.<Integer>of() : votes.options();
    return wire.message(
        discussions.vote(voice(person, room), new ThreadId(thread), number, options));
  }

  @DeleteMapping("/threads/{thread}/messages/{number}/poll")
  MessageJson closePoll(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @PathVariable int number) {
    take(Allowance.Act.CHANGE, person);
    return wire.message(discussions.closePoll(voice(person, room), new ThreadId(thread), number));
  }

  @PutMapping("/threads/{thread}/messages/{number}/bookmark")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void bookmark(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @PathVariable int number,
      @RequestBody RemindJson remind) {
    take(Allowance.Act.CHANGE, person);
    bookmarks.keep(
        seat(person, room), new ThreadId(thread), number, Optional.ofNullable(remind.remindAt()));
  }

  @DeleteMapping("/threads/{thread}/messages/{number}/bookmark")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void dropBookmark(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @PathVariable int number) {
    bookmarks.drop(seat(person, room), new ThreadId(thread), number);
  }

  @PutMapping("/threads/{thread}/read")
  MineJson read(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @RequestBody NumberJson upTo) {
    return wire.mine(marks.read(seat(person, room), new ThreadId(thread), upTo.number()));
  }

  @PutMapping("/threads/{thread}/unread")
  MineJson unread(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @RequestBody NumberJson from) {
    return wire.mine(marks.unreadFrom(seat(person, room), new ThreadId(thread), from.number()));
  }

  @PutMapping("/threads/{thread}/following")
  MineJson follow(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @RequestBody FollowingJson following) {
    var how = Following.of(following.following() == null ? "" : following.following());
    return wire.mine(marks.follow(seat(person, room), new ThreadId(thread), how));
  }

  @GetMapping({"/draft", "/threads/{thread}/draft"})
  SavedDraftJson draft(
      Person person,
      @PathVariable String room,
      @PathVariable(required = false) @Nullable String thread) {
    var saved =
        drafts
            .of(voice(person, room), Optional.ofNullable(thread).map(ThreadId::new))
            .orElse(new SavedDraft("", "", Optional.empty(), false, Instant.EPOCH));
    return new SavedDraftJson(
        saved.title(),
        saved.words(),
        saved.answers().orElse(null),
        saved.underPseudonym(),
        saved.at());
  }

  @PutMapping({"/draft", "/threads/{thread}/draft"})
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void keepDraft(
      Person person,
      @PathVariable String room,
      @PathVariable(required = false) @Nullable String thread,
      @RequestBody SavedDraftJson draft) {
    take(Allowance.Act.CHANGE, person);
    drafts.keep(
        voice(person, room),
        Optional.ofNullable(thread).map(ThreadId::new),
        draft.title() == null ? "" : draft.title(),
        draft.markdown() == null ? "" : draft.markdown(),
        Optional.ofNullable(draft.answers()),
        Boolean.TRUE.equals(draft.pseudonym()));
  }

  @DeleteMapping({"/draft", "/threads/{thread}/draft"})
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void dropDraft(
      Person person,
      @PathVariable String room,
      @PathVariable(required = false) @Nullable String thread) {
    drafts.drop(voice(person, room), Optional.ofNullable(thread).map(ThreadId::new));
  }

  private Seat seat(Person person, String room) {
    return rooms.enter(person, new RoomId(room));
  }

  private Voice voice(Person person, String room) {
    return rooms.speak(person, new RoomId(room));
  }

  private void take(Allowance.Act act, Person person) {
    turns.take(act, person);
  }
}

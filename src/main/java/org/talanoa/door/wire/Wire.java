package org.talanoa.door.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.talanoa.discussion.Attachment;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.CaughtUp;
import org.talanoa.discussion.Draft;
import org.talanoa.discussion.Mark;
import org.talanoa.discussion.Marks;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.Page;
import org.talanoa.discussion.Poll;
import org.talanoa.discussion.Telling;
import org.talanoa.discussion.ThreadHead;
import org.talanoa.discussion.ThreadId;
import org.talanoa.discussion.Waiting;
import org.talanoa.people.People;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seat;
import org.talanoa.text.Links;
import org.talanoa.text.Markdown;
import org.talanoa.text.Names;
import org.talanoa.text.PlainWords;
import org.talanoa.text.Rendering;

/** Makes what goes over the wire from what a reader may know. Thread safe. */
@Component
public class Wire {
  private final People people;
  private final Rooms rooms;
  private final Marks marks;
  private final Rendering rendering = new Rendering();

  public Wire(People people, Rooms rooms, Marks marks) {
    this.people = people;
    this.rooms = rooms;
    this.marks = marks;
  }

  public RoomJson room(Seat seat) {
    var room = seat.room();
    return new RoomJson(
        room.id().value(),
        room.alliance().value(),
        room.kind().wireName(),
        room.name(),
        room.purpose(),
        rooms.maySpeak(seat),
        rooms.mayJoin(seat),
        rooms.mayKeepOrder(seat),
        marks.unread(seat),
        marks.calls(seat),
        rooms.people(seat).size(),
        room.kind().pseudonyms(),
        room.manner().namingForbidden(),
        room.manner().rankHidden(),
        room.manner().slow().toSeconds(),
        room.manner().approveFirst(),
        rooms.next(seat).map(RoomId::value).orElse(null),
        room.norms().version(),
        rooms.norms(seat.person(), room.id()).accepted());
  }

  public PersonJson person(Profile profile) {
    return new PersonJson(
        profile.id().value(),
        profile.name(),
        profile.initials(),
        portrait(profile),
        profile.institution(),
        profile.country(),
        profile.position());
  }

  public ThreadJson thread(ThreadHead head) {
    return new ThreadJson(
        head.id().value(),
        head.room().value(),
        head.title(),
        head.last(),
        head.revision(),
        head.about(),
        head.at(),
        head.startedAt(),
        byline(head.by()),
        byline(head.lastBy()),
        head.locked(),
        head.question(),
        head.answered(),
        head.pins(),
        head.silent().all(),
        head.calls().stream()
            .map(call -> new ThreadJson.CallJson(call.number(), call.by(), call.to()))
            .toList(),
        head.rankHidden(),
        head.movedTo()
            .filter(place -> place.room().equals(head.room()))
            .map(place -> new ThreadJson.PlaceJson(place.room().value(), place.thread().value()))
            .orElse(null));
  }

  public MineJson mine(Mark mark) {
    return new MineJson(
        mark.thread().value(),
        mark.read(),
        mark.unread(),
        mark.calls(),
        mark.pseudonyms(),
        mark.following().wireName());
  }

  public PageJson page(Page page) {
    return new PageJson(thread(page.head()), messages(page.messages()));
  }

  public CaughtUpJson caughtUp(CaughtUp caughtUp) {
    return new CaughtUpJson(
        thread(caughtUp.head()), messages(caughtUp.messages()), caughtUp.complete());
  }

  private List<MessageJson> messages(List<Message> messages) {
    return messages.stream().map(this::message).toList();
  }

  public MessageJson message(Message message) {
    return new MessageJson(
        message.number(),
        message.revision(),
        message.at(),
        byline(message.by()),
        switch (message.body()) {
          case Body.Said _ -> "said";
          case Body.Deleted() -> "deleted";
          case Body.Hidden() -> "hidden";
          case Body.Moved _ -> "moved";
        },
        message.body() instanceof Body.Said(var words) ? html(words, message.room()) : "",
        message.edited().orElse(null),
        message.answers().orElse(null),
        reactions(message),
        message.pinned(),
        message.attachments().stream().map(file -> attachment(file, message.room())).toList(),
        message.poll().map(Wire::poll).orElse(null),
        message.redacted(),
        people.profiles(message.sponsors()).stream().map(this::person).toList(),
        tellings(message),
        message.body() instanceof Body.Moved moved && moved.room().equals(message.room())
            ? moved(moved)
            : null);
  }

  public MessageJson.MovedJson moved(Body.Moved to) {
    return new MessageJson.MovedJson(to.room().value(), to.thread().value(), to.number());
  }

  public WaitingJson waiting(Waiting waiting) {
    return new WaitingJson(
        waiting.id(),
        waiting.draft().key(),
        waiting.thread().map(ThreadId::value).orElse(null),
        waiting.title(),
        byline(waiting.by()),
        html(waiting.draft().markdown(), waiting.room()),
        waiting.files().stream().map(file -> attachment(file, waiting.room())).toList(),
        waiting.draft().poll().map(Wire::poll).orElse(null),
        waiting.at());
  }

  /** As {@link #waiting}, for those who keep order: its files are theirs to read there alone. */
  public WaitingJson waitingForKeepers(Waiting waiting) {
    var json = waiting(waiting);
    return new WaitingJson(
        json.id(),
        json.key(),
        json.thread(),
        json.title(),
        json.by(),
        json.html(),
        files(waiting),
        json.poll(),
        json.at());
  }

  /** The files of what waits, where those who keep order read them. */
  public List<AttachmentJson> files(Waiting waiting) {
    var place = "/api/rooms/" + waiting.room() + "/approvals/" + waiting.id() + "/attachments/";
    return waiting.files().stream().map(file -> attachment(file, place + file.id())).toList();
  }

  private static Map<String, List<String>> reactions(Message message) {
    var reactions = new HashMap<String, List<String>>();
    message
        .reactions()
        .forEach((kind, who) ->
            reactions.put(kind.wireName(), who.stream().map(PersonId::value).toList()));
    return reactions;
  }

  private List<TellingJson> tellings(Message message) {
    if (message.tellings().isEmpty() || !(message.body() instanceof Body.Said(var said))) {
      return List.of();
    }
    var words = PlainWords.of(rendering.plain(said));
    return message.tellings().stream().map(telling -> telling(telling, words)).toList();
  }

  private static TellingJson telling(Telling telling, PlainWords words) {
    return telling
        .part()
        .map(part ->
            new TellingJson(
                telling.kind(), part.from(), part.to(), words.in(part), words.countBefore(part)))
        .orElseGet(() -> new TellingJson(telling.kind(), null, null, null, null));
  }

  private static PollJson poll(Draft.Question question) {
    return new PollJson(
        question.text(),
        question.several(),
        false,
        question.options().stream()
            .map(option -> new PollJson.OptionJson(option, List.of()))
            .toList());
  }

  private static PollJson poll(Poll poll) {
    return new PollJson(
        poll.question(),
        poll.several(),
        poll.closed(),
        poll.options().stream()
            .map(option ->
                new PollJson.OptionJson(
                    option.text(), option.votes().stream().map(PersonId::value).toList()))
            .toList());
  }

  public AttachmentJson attachment(Attachment attachment, RoomId room) {
    return attachment(attachment, address(attachment.id(), room));
  }

  private static AttachmentJson attachment(Attachment attachment, String address) {
    return new AttachmentJson(
        attachment.id(),
        attachment.name(),
        attachment.size(),
        attachment.type(),
        attachment.image(),
        address);
  }

  private static String address(String attachment, RoomId room) {
    return "/api/rooms/" + room + "/attachments/" + attachment;
  }

  public BylineJson byline(Byline byline) {
    return switch (byline) {
      case Byline.Named(var id) ->
          people.profile(id).map(this::named).orElseGet(() -> named("former", ""));
      case Byline.Pseudonym(var name) -> named("pseudonym", name);
      case Byline.Imported(var name) -> named("imported", name);
      case Byline.Former() -> named("former", "");
    };
  }

  private BylineJson named(Profile profile) {
    return new BylineJson(
        "person", profile.id().value(), profile.name(), profile.initials(), portrait(profile));
  }

  private static BylineJson named(String kind, String name) {
    return new BylineJson(kind, null, name, name.isEmpty() ? "" : Names.initials(name), null);
  }

  private static @Nullable String portrait(Profile profile) {
    return profile.portrait() == null
        ? null
        : "/api/people/" + profile.id() + "/portrait?" + profile.portrait();
  }

  /** The words alone, in which the parts that are marked are counted. */
  public String plain(Markdown words) {
    return rendering.plain(words);
  }

  /** Safe markup for words said in this room. */
  public String html(Markdown words, RoomId room) {
    return rendering
        .html(
            words,
            new Links() {
              @Override
              public Optional<String> nameOf(String person) {
                return PersonId.written(person).flatMap(people::profile).map(Profile::name);
              }

              @Override
              public String attachment(String id) {
                return address(id, room);
              }
            })
        .html();
  }
}

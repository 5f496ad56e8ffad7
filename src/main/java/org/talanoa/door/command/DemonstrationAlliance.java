package org.talanoa.door.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.talanoa.alliance.Alliance;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Membership;
import org.talanoa.alliance.Role;
import org.talanoa.alliance.Stage;
import org.talanoa.alliance.TacitKinds;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.Conversation;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Marks;
import org.talanoa.discussion.Poll;
import org.talanoa.discussion.Reaction;
import org.talanoa.discussion.Tellings;
import org.talanoa.discussion.ThreadId;
import org.talanoa.door.Demonstration;
import org.talanoa.moderation.Cases;
import org.talanoa.moderation.Grounds;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;
import org.talanoa.people.Seniority;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.text.Markdown;
import org.talanoa.text.Title;
import tools.jackson.databind.json.JsonMapper;

/** Brings in the made-up alliance of {@code demo/alliance.json}, once, and what it works on. */
@Component
@ConditionalOnProperty("talanoa.demo")
class DemonstrationAlliance implements Demonstration {
  private static final Duration AFTER_MIDNIGHT = Duration.ofMinutes(5);
  private static final Duration NOT_HERE_FOR = Duration.ofDays(4);

  private final People people;
  private final Alliances alliances;
  private final Rooms rooms;
  private final TacitKinds kinds;
  private final Discussions discussions;
  private final Tellings tellings;
  private final Marks marks;
  private final Cases cases;
  private final DemonstrationProblems problems;
  private final DemonstrationActivities activities;
  private final Clock clock;
  private final Story story;

  record Story(
      AllianceJson alliance,
      Map<String, String> signInAs,
      List<InstitutionJson> institutions,
      List<PersonJson> people,
      List<RoomJson> rooms,
      List<ThreadJson> threads) {}

  record AllianceJson(
      String slug, String name, String theme, String description, List<String> ownKinds) {}

  record InstitutionJson(String id, String name, String country) {}

  record PersonJson(
      String id,
      String name,
      String institution,
      String position,
      String seniority,
      List<String> languages,
      String timeZone,
      String role,
      List<String> askMeAbout) {}

  record RoomJson(
      String slug,
      String kind,
      String name,
      String purpose,
      List<String> members,
      List<String> moderators,
      @Nullable List<String> yetToEnter) {}

  record ThreadJson(
      String room,
      String title,
      List<MessageJson> messages,
      @Nullable Boolean rankHidden,
      @Nullable List<ReportJson> reports) {}

  record ReportJson(String by, int number, String grounds, String words, boolean anonymous) {}

  record MessageJson(
      String by,
      int daysAgo,
      String time,
      String text,
      @Nullable Integer answers,
      @Nullable Map<String, List<String>> reactions,
      @Nullable Boolean pinned,
      @Nullable PollJson poll,
      @Nullable Boolean underPseudonym,
      @Nullable List<String> stoodBehindBy,
      @Nullable List<TellingJson> tells) {}

  record TellingJson(String kind, @Nullable String words) {}

  record PollJson(String question, List<String> options, List<List<String>> votes) {}

  DemonstrationAlliance(
      People people,
      Alliances alliances,
      Rooms rooms,
      TacitKinds kinds,
      Discussions discussions,
      Tellings tellings,
      Marks marks,
      Cases cases,
      DemonstrationProblems problems,
      DemonstrationActivities activities,
      Clock clock,
      JsonMapper json) {
    this.people = people;
    this.alliances = alliances;
    this.rooms = rooms;
    this.kinds = kinds;
    this.discussions = discussions;
    this.tellings = tellings;
    this.marks = marks;
    this.cases = cases;
    this.problems = problems;
    this.activities = activities;
    this.clock = clock;
    try (var file = new ClassPathResource("demo/alliance.json").getInputStream()) {
      this.story = json.readValue(file, Story.class);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
    bring();
  }

  @Override
  public Optional<PersonId> signInAs(String role) {
    return Optional.ofNullable(story.signInAs().get(role)).map(PersonId::new);
  }

  private void bring() {
    story.people().forEach(this::account);
    var organiser = person(story.signInAs().getOrDefault("organiser", ""));
    var id = new AllianceId(story.alliance().slug());
    if (alliances.membership(organiser, id).isPresent()) {
      return;
    }
    var told = story.alliance();
    var alliance =
        new Alliance(
            id,
            told.name(),
            told.theme(),
            told.description(),
            null,
            null,
            Stage.SUSTAINED_CONTACT,
            true);
    var membership = alliances.found(organiser, alliance);
    told.ownKinds().forEach(name -> kinds.add(membership, name));
    for (var person : story.people()) {
      if (!person.id().equals(organiser.id().value())) {
        var role = Role.valueOf(person.role().toUpperCase(Locale.ROOT));
        alliances.admit(membership, new PersonId(person.id()), role);
      }
    }
    var opened =
        story.rooms().stream()
            .collect(Collectors.toMap(RoomJson::slug, room -> open(membership, room)));
    problems.bring(opened);
    activities.bring(opened);
  }

  private void account(PersonJson told) {
    var institution =
        story.institutions().stream()
            .filter(candidate -> candidate.id().equals(told.institution()))
            .findFirst()
            .orElseThrow();
    people.pretend(
        new Profile(
            new PersonId(told.id()),
            told.name(),
            null,
            institution.country(),
            institution.name(),
            told.position(),
            Seniority.valueOf(told.seniority().toUpperCase(Locale.ROOT)),
            told.languages(),
            ZoneId.of(told.timeZone()),
            Locale.ENGLISH,
            told.askMeAbout(),
            true,
            true),
        told.id().equals(story.signInAs().get("organiser")));
  }

  private RoomId open(Membership organiser, RoomJson told) {
    var keeper = told.moderators().getFirst();
    var opened = rooms.open(organiser, RoomKind.of(told.kind()), told.name(), told.purpose());
    var room = opened.room().id();
    for (var member : told.members()) {
      if (!member.equals(organiser.person().id().value())) {
        rooms.admit(opened, new PersonId(member), told.moderators().contains(member));
        rooms.accept(person(member), room, opened.room().norms().version());
      }
    }
    var chair = rooms.chair(person(keeper), room);
    story.threads().stream()
        .filter(thread -> thread.room().equals(told.slug()))
        .forEach(thread -> hold(chair, thread));
    story.signInAs().values().forEach(visitor -> away(person(visitor), room));
    if (!told.members().contains(organiser.person().id().value())) {
      rooms.leave(organiser.person(), room);
    }
    listed(told.yetToEnter()).forEach(invited -> rooms.admit(chair, invited, false));
    return room;
  }

  /** Brings a thread in, and what was done about it. */
  private void hold(Chair chair, ThreadJson told) {
    var thread = discussions.bring(chair, conversation(told)).id();
    var room = chair.room().id();
    for (var i = 0; i < told.messages().size(); i++) {
      for (var senior : listed(told.messages().get(i).stoodBehindBy())) {
        discussions.sponsor(rooms.speak(person(senior.value()), room), thread, i + 1, true);
      }
      mark(chair, thread, i + 1, told.messages().get(i));
    }
    if (Boolean.TRUE.equals(told.rankHidden())) {
      discussions.hideRank(chair, thread, true);
    }
    if (told.reports() != null) {
      for (var report : told.reports()) {
        cases.report(
            rooms.enter(person(report.by()), room),
            thread,
            report.number(),
            Grounds.of(report.grounds()),
            report.words(),
            report.anonymous());
      }
    }
  }

  private void mark(Chair chair, ThreadId thread, int number, MessageJson told) {
    if (told.tells() != null) {
      for (var telling : told.tells()) {
        var part = Optional.ofNullable(telling.words()).map(words -> new Tellings.Quoted(words, 0));
        tellings.mark(chair, thread, number, telling.kind(), part);
      }
    }
  }

  private static List<PersonId> listed(@Nullable List<String> people) {
    return people == null ? List.of() : people.stream().map(PersonId::new).toList();
  }

  /** Leaves what was said in the last days to be read by somebody who was not here. */
  private void away(Person visitor, RoomId room) {
    var since = clock.instant().minus(NOT_HERE_FOR);
    rooms
        .seat(visitor, room)
        .ifPresent(seat -> {
          for (var head : discussions.threads(seat, clock.instant(), Discussions.MOST_ON_A_PAGE)) {
            var read = head.spoke().getOrDefault(visitor.id(), 0);
            var first = discussions.numberAt(seat, head.id(), since);
            if (head.at().isAfter(since) && first > read) {
              marks.unreadFrom(seat, head.id(), first);
            }
          }
        });
  }

  private Conversation conversation(ThreadJson told) {
    var lines = new ArrayList<Conversation.Line>();
    for (var message : told.messages()) {
      lines.add(line(message));
    }
    return new Conversation(told.room() + "/" + told.title(), new Title(told.title()), lines);
  }

  private Conversation.Line line(MessageJson told) {
    var time = LocalTime.parse(told.time());
    var at =
        LocalDate.now(clock.withZone(ZoneOffset.UTC))
            .minusDays(told.daysAgo())
            .atTime(time)
            .toInstant(ZoneOffset.UTC);
    var latest = clock.instant().minus(AFTER_MIDNIGHT);
    var reactions = new EnumMap<Reaction, List<PersonId>>(Reaction.class);
    if (told.reactions() != null) {
      told.reactions()
          .forEach((kind, who) -> {
            if (!who.isEmpty()) {
              reactions.put(Reaction.of(kind), who.stream().map(PersonId::new).toList());
            }
          });
    }
    return new Conversation.Line(
        new Byline.Named(new PersonId(told.by())),
        at.isAfter(latest) ? latest : at,
        Markdown.of(told.text()),
        Optional.ofNullable(told.answers()),
        reactions,
        Boolean.TRUE.equals(told.pinned()),
        Optional.ofNullable(told.poll()).map(DemonstrationAlliance::poll),
        Boolean.TRUE.equals(told.underPseudonym()));
  }

  private static Poll poll(PollJson told) {
    var options = new ArrayList<Poll.Option>();
    for (var i = 0; i < told.options().size(); i++) {
      var votes = told.votes().get(i).stream().map(PersonId::new).collect(Collectors.toList());
      options.add(new Poll.Option(told.options().get(i), votes));
    }
    return new Poll(told.question(), false, false, options);
  }

  private Person person(String id) {
    return people.onBehalfOf(new PersonId(id)).orElseThrow();
  }
}

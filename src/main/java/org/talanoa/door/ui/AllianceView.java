package org.talanoa.door.ui;

import static java.util.function.Predicate.not;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.text.Collator;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.talanoa.Refusal;
import org.talanoa.alliance.Alliance;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Membership;
import org.talanoa.alliance.Role;
import org.talanoa.alliance.Stage;
import org.talanoa.door.Wording;
import org.talanoa.moderation.Appeals;
import org.talanoa.moderation.Cases;
import org.talanoa.moderation.WaitingMessages;
import org.talanoa.people.People;
import org.talanoa.people.Profile;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.room.Threshold;
import org.talanoa.text.Names;

/** An alliance's home: its rooms, and what is new in them since the last visit. */
@Route(value = "a/:alliance", layout = Frame.class)
class AllianceView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;
  private static final int MOST_NAMED = 5;

  private final transient Alliances alliances;
  private final transient People people;
  private final transient Rooms rooms;
  private final transient Cases cases;
  private final transient WaitingMessages messages;
  private final transient Appeals appeals;
  private final transient WaitsForMe waits;
  private final transient Reader reader;
  private String title = "Talanoa";

  AllianceView(
      Alliances alliances,
      People people,
      Rooms rooms,
      Cases cases,
      WaitingMessages messages,
      Appeals appeals,
      WaitsForMe waits,
      Reader reader) {
    this.alliances = alliances;
    this.people = people;
    this.rooms = rooms;
    this.cases = cases;
    this.messages = messages;
    this.appeals = appeals;
    this.waits = waits;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    addClassName("tal-page");
    var id = event.getRouteParameters().get("alliance").orElse("");
    var membership = alliances.enter(reader.person(), new AllianceId(id));
    var alliance = membership.alliance();
    title = alliance.name() + " · Talanoa";
    add(Parts.head(alliance.name()), Parts.soft(alliance.theme()), facts(membership));
    if (!alliance.description().isBlank()) {
      add(Parts.words(alliance.description()));
    }
    var ways = new Div();
    ways.addClassName("tal-row");
    var catchUp = Parts.link("/a/" + id + "/catch-up", Reader.say("alliance.catchUp"));
    catchUp.addClassName("tal-button");
    var members =
        Parts.link(
            "/a/" + id + "/members",
            Reader.say("alliance.members", alliances.members(membership).size()));
    members.addClassNames("tal-button", "second");
    ways.add(catchUp, members);
    var exercises = Parts.link("/a/" + id + "/exercises", Reader.say("exercises.link"));
    exercises.addClassNames("tal-button", "second");
    ways.add(exercises);
    order(membership).ifPresent(ways::add);
    if (membership.role() == Role.ORGANISER) {
      var about = Parts.link("/a/" + id + "/about", Reader.say("about.link"));
      about.addClassNames("tal-button", "second");
      ways.add(about);
    }
    add(ways);
    waits.of(List.of(membership)).ifPresent(this::add);
    var invited = rooms.invited(membership);
    if (!invited.isEmpty()) {
      add(
          Parts.subhead(Reader.say("alliance.invited")),
          Parts.soft(Reader.say("alliance.invitedWhat")),
          invited(id, invited));
    }
    add(Parts.subhead(Reader.say("alliance.rooms")));
    add(new LiveTexts.Rooms(membership.person(), id));
    if (membership.role() == Role.ORGANISER || membership.role() == Role.MODERATOR) {
      openRoom(id);
    }
  }

  /** Who is in it, since when and how long, and who organises it: in one look. */
  private Div facts(Membership membership) {
    var roles = alliances.members(membership);
    var profiles = people.profiles(roles.keySet());
    var facts = new Div();
    facts.addClassName("tal-who");
    facts.add(
        Parts.soft(
            Reader.say(
                "alliance.who",
                roles.size(),
                profiles.stream()
                    .map(Profile::institution)
                    .filter(not(String::isEmpty))
                    .distinct()
                    .count(),
                profiles.stream()
                    .map(Profile::country)
                    .filter(not(String::isEmpty))
                    .distinct()
                    .count())));
    var organisers =
        profiles.stream()
            .filter(profile -> roles.get(profile.id()) == Role.ORGANISER)
            .map(profile -> Names.isolated(profile.name()))
            .sorted(Collator.getInstance(Reader.locale()))
            .limit(MOST_NAMED)
            .toList();
    if (!organisers.isEmpty()) {
      facts.add(Parts.soft(Reader.say("alliance.organisedBy", String.join(", ", organisers))));
    }
    period(membership.alliance()).map(Parts::soft).ifPresent(facts::add);
    var stage = membership.alliance().stage();
    facts.add(
        Parts.soft(
            Reader.say(
                "alliance.stage",
                Reader.say("stage." + stage.wireName()),
                stage.place(),
                Stage.values().length)));
    return facts;
  }

  private static Optional<String> period(Alliance alliance) {
    var from = alliance.from();
    var to = alliance.to();
    if (from == null && to == null) {
      return Optional.empty();
    }
    if (from != null && to != null) {
      return Optional.of(Reader.say("alliance.period", day(from), day(to)));
    }
    return Optional.of(
        from != null
            ? Reader.say("alliance.since", day(from))
            : Reader.say("alliance.until", day(Objects.requireNonNull(to))));
  }

  private static String day(LocalDate day) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
        .localizedBy(Reader.locale())
        .format(day);
  }

  /** The way to what waits for those who keep order in a room of the alliance. */
  private Optional<Anchor> order(Membership membership) {
    var kept = rooms.seats(membership).stream().filter(rooms::mayKeepOrder).toList();
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    var waiting = 0;
    for (var seat : kept) {
      var chair = rooms.chair(membership.person(), seat.room().id());
      waiting +=
          cases.countWaiting(chair) + messages.of(chair).size() + appeals.countWaiting(chair);
    }
    var order =
        Parts.link(
            "/a/" + membership.alliance().id() + "/moderation", Reader.say("order.link", waiting));
    order.addClassNames("tal-button", "second");
    return Optional.of(order);
  }

  private static Div invited(String alliance, List<Threshold> invited) {
    var cards = new Div();
    cards.addClassName("tal-cards");
    for (var threshold : invited) {
      var room = threshold.room();
      var card = Parts.link("/a/" + alliance + "/r/" + room.id() + "/norms", "");
      card.addClassName("tal-card");
      card.add(
          Parts.kind(room.kind()), new H3(room.name()), Parts.soft(Reader.say("norms.readFirst")));
      cards.add(card);
    }
    return cards;
  }

  private void openRoom(String alliance) {
    add(
        Parts.subhead(Reader.say("alliance.openRoom")),
        Parts.soft(Reader.say("alliance.openWhat")));
    var name = new Field(Reader.say("alliance.roomName"), 80);
    var purpose = new Field(Reader.say("alliance.roomPurpose"), 1_000);
    var kind = new Choice<RoomKind>(Reader.say("alliance.roomKind"));
    for (var offered : RoomKind.values()) {
      kind.offer(
          offered.wireName(),
          offered,
          Reader.say("room.kind." + offered.wireName())
              + " – "
              + Reader.say("room.rule." + offered.wireName()));
    }
    var said = new Div();
    var form =
        Field.form(
            Reader.say("alliance.openDo"),
            () -> {
              said.removeAll();
              try {
                Membership now = alliances.enter(reader.person(), new AllianceId(alliance));
                var chair = rooms.open(now, kind.value(), name.value(), purpose.value());
                getUI()
                    .ifPresent(ui ->
                        ui.getPage().setLocation("/a/" + alliance + "/r/" + chair.room().id()));
              } catch (Refusal refused) {
                said.add(Parts.alert(Wording.of(Reader.locale(), refused)));
              }
            },
            name,
            purpose,
            kind);
    add(said, form);
  }

  @Override
  public String getPageTitle() {
    return title;
  }
}

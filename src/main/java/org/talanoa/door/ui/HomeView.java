package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import org.talanoa.Refusal;
import org.talanoa.alliance.Alliance;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Membership;
import org.talanoa.discussion.Marks;
import org.talanoa.door.Wording;
import org.talanoa.room.Rooms;
import org.talanoa.text.Names;

/** What waits for a person, and their alliances; straight into the only one. */
@Route(value = "", layout = Frame.class)
class HomeView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;

  private final transient Alliances alliances;
  private final transient Rooms rooms;
  private final transient Marks marks;
  private final transient WaitsForMe waits;
  private final transient Reader reader;

  HomeView(Alliances alliances, Rooms rooms, Marks marks, WaitsForMe waits, Reader reader) {
    this.alliances = alliances;
    this.rooms = rooms;
    this.marks = marks;
    this.waits = waits;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    var person = reader.person();
    var memberships = alliances.of(person);
    if (memberships.size() == 1 && !person.organiserOfInstallation()) {
      event.forwardTo("a/" + memberships.getFirst().alliance().id());
      return;
    }
    removeAll();
    addClassName("tal-page");
    add(Parts.head(Reader.say("home.title", Names.isolated(person.profile().name()))));
    if (memberships.isEmpty()) {
      add(Parts.soft(Reader.say("home.none")));
    }
    waits.of(memberships).ifPresent(this::add);
    if (!memberships.isEmpty()) {
      add(Parts.subhead(Reader.say("home.alliances")));
    }
    var cards = new Div();
    cards.addClassName("tal-cards");
    for (var membership : memberships) {
      cards.add(card(membership));
    }
    add(cards);
    if (person.organiserOfInstallation()) {
      found();
    }
  }

  /**
   * An alliance and where it stands: how many are in it, and in how many rooms something is new.
   */
  private Anchor card(Membership membership) {
    var alliance = membership.alliance();
    var card = new Anchor("/a/" + alliance.id());
    card.setRouterIgnore(true);
    card.addClassName("tal-card");
    var seats = rooms.seats(membership);
    var fresh = seats.stream().filter(seat -> marks.unread(seat) > 0).count();
    card.add(
        new H3(alliance.name()),
        Parts.soft(alliance.theme()),
        Parts.soft(
            Reader.say("home.stands", alliances.members(membership).size(), seats.size(), fresh)));
    return card;
  }

  private void found() {
    add(Parts.subhead(Reader.say("home.found")), Parts.soft(Reader.say("home.foundWhat")));
    var name = new Field(Reader.say("home.allianceName"), 140);
    var address = new Field(Reader.say("home.allianceAddress"), 60);
    var theme = new Field(Reader.say("home.allianceTheme"), 300);
    var said = new Div();
    var form =
        Field.form(
            Reader.say("home.foundDo"),
            () -> {
              said.removeAll();
              try {
                var id = allianceId(address.value());
                alliances.found(reader.person(), Alliance.of(id, name.value(), theme.value()));
                getUI().ifPresent(ui -> ui.getPage().setLocation("/a/" + id));
              } catch (Refusal refused) {
                said.add(Parts.alert(Wording.of(Reader.locale(), refused)));
              }
            },
            name,
            address,
            theme);
    add(said, form);
  }

  private static AllianceId allianceId(String address) {
    try {
      return new AllianceId(address);
    } catch (Refusal.NotHere _) {
      throw new Refusal.NotLikeThis("alliance.address");
    }
  }

  @Override
  public String getPageTitle() {
    return "Talanoa";
  }
}

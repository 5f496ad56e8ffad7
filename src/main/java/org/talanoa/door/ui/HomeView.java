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
import org.talanoa.door.Wording;
import org.talanoa.people.Person;
import org.talanoa.text.Names;

/** A person's alliances; straight into the only one. */
@Route(value = "", layout = Frame.class)
class HomeView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;

  private final transient Alliances alliances;
  private final transient Reader reader;

  HomeView(Alliances alliances, Reader reader) {
    this.alliances = alliances;
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
    var cards = new Div();
    cards.addClassName("tal-cards");
    for (var membership : memberships) {
      var card = new Anchor("/a/" + membership.alliance().id());
      card.setRouterIgnore(true);
      card.addClassName("tal-card");
      card.add(new H3(membership.alliance().name()), Parts.soft(membership.alliance().theme()));
      cards.add(card);
    }
    add(cards);
    if (person.organiserOfInstallation()) {
      found(person);
    }
  }

  private void found(Person person) {
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
                alliances.found(
                    person, new Alliance(id, name.value(), theme.value(), "", null, null, false));
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

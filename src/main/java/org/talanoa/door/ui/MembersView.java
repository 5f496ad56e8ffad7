package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.util.List;
import java.util.Locale;
import org.talanoa.Refusal;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Membership;
import org.talanoa.alliance.Role;
import org.talanoa.door.Wording;
import org.talanoa.people.Invitations;
import org.talanoa.people.People;
import org.talanoa.people.Profile;
import org.talanoa.people.SignIns;

/** Who belongs to an alliance; organisers invite here. */
@Route(value = "a/:alliance/members", layout = Frame.class)
class MembersView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;

  private final transient Alliances alliances;
  private final transient People people;
  private final transient Invitations invitations;
  private final transient SignIns signIns;
  private final transient Reader reader;

  MembersView(
      Alliances alliances, People people, Invitations invitations, SignIns signIns, Reader reader) {
    this.alliances = alliances;
    this.people = people;
    this.invitations = invitations;
    this.signIns = signIns;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    addClassName("tal-page");
    var id = new AllianceId(event.getRouteParameters().get("alliance").orElse(""));
    var membership = alliances.enter(reader.person(), id);
    var back = Parts.link("/a/" + id, "← " + membership.alliance().name());
    back.addClassName("tal-back");
    add(back, Parts.head(Reader.say("members.title")));
    if (membership.role() == Role.ORGANISER) {
      invite(membership);
    }
    var list = new UnorderedList();
    list.addClassName("tal-people");
    var roles = alliances.members(membership);
    people.profiles(roles.keySet()).stream()
        .sorted((a, b) -> a.name().compareToIgnoreCase(b.name()))
        .limit(2_000)
        .forEach(profile -> {
          var item = item(profile, roles.getOrDefault(profile.id(), Role.PEER));
          if (membership.person().organiserOfInstallation()
              && !profile.id().equals(membership.person().id())) {
            item.add(account(profile));
          }
          list.add(item);
        });
    add(list);
  }

  /** What an organiser of the installation can do for an account. */
  private Div account(Profile profile) {
    var row = new Div();
    row.addClassName("tal-row");
    var said = new Div();
    var open = people.onBehalfOf(profile.id()).isPresent();
    var reset =
        new NativeButton(
            Reader.say("members.reset"),
            _ ->
                attempt(
                    said,
                    () -> {
                      var secret = invitations.reset(reader.person(), profile.id());
                      said.add(
                          Parts.words(Reader.say("members.resetLink")),
                          Parts.words(address("/reset/" + secret)));
                    }));
    var close =
        new NativeButton(
            Reader.say(open ? "members.close" : "members.reopen"),
            pressed ->
                attempt(
                    said,
                    () -> {
                      signIns.disable(reader.person(), profile.id(), open);
                      said.add(
                          Parts.words(Reader.say(open ? "members.closed" : "members.reopened")));
                      pressed.getSource().setEnabled(false);
                    }));
    for (var button : List.of(reset, close)) {
      button.addClassName("tal-plain");
      button.getElement().setAttribute("aria-description", profile.name());
      row.add(button);
    }
    row.add(said);
    return row;
  }

  private static void attempt(Div said, Runnable act) {
    said.removeAll();
    try {
      act.run();
    } catch (Refusal refused) {
      said.add(Parts.alert(Wording.of(Reader.locale(), refused)));
    }
  }

  private static ListItem item(Profile profile, Role role) {
    var name = new Span(profile.name());
    name.getElement().setAttribute("dir", "auto");
    var country =
        profile.country().isEmpty()
            ? ""
            : Locale.of("", profile.country()).getDisplayCountry(Reader.locale());
    var about =
        new Span(
            " · "
                + String.join(
                    " · ",
                    List.of(profile.position(), profile.institution(), country).stream()
                        .filter(part -> !part.isBlank())
                        .toList())
                + " · "
                + Reader.say("role." + role.name().toLowerCase(Locale.ROOT)));
    about.addClassName("tal-soft");
    return new ListItem(name, about);
  }

  private void invite(Membership membership) {
    var id = membership.alliance().id();
    var email = new Field(Reader.say("members.email"), 200);
    var said = new Div();
    for (var role : List.of(Role.PEER, Role.MODERATOR, Role.OBSERVER, Role.ORGANISER)) {
      var name = Reader.say("role." + role.name().toLowerCase(Locale.ROOT));
      var form =
          Field.form(
              Reader.say("members.invite", name),
              () -> {
                said.removeAll();
                try {
                  var now = alliances.enter(reader.person(), id);
                  if (now.role() != Role.ORGANISER) {
                    throw new Refusal.NotYours("alliance.organisersOnly");
                  }
                  var secret =
                      invitations.invite(
                          now.person(), id.value(), role.name(), List.of(), email.value());
                  said.add(
                      Parts.words(Reader.say("members.link")),
                      Parts.words(address("/invitation/" + secret)));
                } catch (Refusal refused) {
                  said.add(Parts.alert(Wording.of(Reader.locale(), refused)));
                }
              });
      form.addClassName("tal-row");
      if (role == Role.PEER) {
        add(email);
      }
      add(form);
    }
    email.addClassName("tal-form");
    add(said);
  }

  private static String address(String path) {
    var request = Reader.request();
    var url = request.getRequestURL().toString();
    return url.substring(0, url.indexOf('/', url.indexOf("//") + 2)) + path;
  }

  @Override
  public String getPageTitle() {
    return Reader.say("members.title") + " · Talanoa";
  }
}

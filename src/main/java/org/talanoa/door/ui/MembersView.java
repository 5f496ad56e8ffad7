package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.text.Collator;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.talanoa.Refusal;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Membership;
import org.talanoa.alliance.Role;
import org.talanoa.door.Wording;
import org.talanoa.door.wire.Wire;
import org.talanoa.people.Invitations;
import org.talanoa.people.People;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;
import org.talanoa.people.SignIns;

/** Who belongs to an alliance; organisers invite here. */
@Route(value = "a/:alliance/members", layout = Frame.class)
class MembersView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;
  private static final int MOST_SHOWN = 2_000;

  private final transient Alliances alliances;
  private final transient People people;
  private final transient Invitations invitations;
  private final transient SignIns signIns;
  private final transient Wire wire;
  private final transient Reader reader;

  MembersView(
      Alliances alliances,
      People people,
      Invitations invitations,
      SignIns signIns,
      Wire wire,
      Reader reader) {
    this.alliances = alliances;
    this.people = people;
    this.invitations = invitations;
    this.signIns = signIns;
    this.wire = wire;
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
    var roles = alliances.members(membership);
    add(Parts.soft(Reader.say("members.what", roles.size(), countries(roles.keySet()))));
    if (membership.role() == Role.ORGANISER) {
      invite(membership);
    }
    var list = new UnorderedList();
    list.addClassName("tal-members");
    people.profiles(roles.keySet()).stream()
        .sorted(Comparator.comparing(Profile::name, Collator.getInstance(Reader.locale())))
        .limit(MOST_SHOWN)
        .forEach(profile -> {
          var role = roles.getOrDefault(profile.id(), Role.PEER);
          var item = new MemberItem(wire, profile, role == Role.PEER ? "" : roleName(role));
          if (membership.person().organiserOfInstallation()
              && !profile.id().equals(membership.person().id())) {
            item.add(account(profile));
          }
          list.add(item);
        });
    add(list);
  }

  private long countries(Collection<PersonId> members) {
    return people.profiles(members).stream()
        .map(Profile::country)
        .filter(country -> !country.isEmpty())
        .distinct()
        .count();
  }

  /** What an organiser of the installation can do for an account. */
  private NativeDetails account(Profile profile) {
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
                          Parts.toPassOn(
                              Reader.say("members.resetLink"), address("/reset/" + secret)));
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
      button.addClassNames("tal-button", "second");
      button.getElement().setAttribute("aria-description", profile.name());
      row.add(button);
    }
    var details = new NativeDetails(Reader.say("members.account"));
    details.setContent(new Div(row, said));
    return details;
  }

  private static void attempt(Div said, Runnable act) {
    said.removeAll();
    try {
      act.run();
    } catch (Refusal refused) {
      said.add(Parts.alert(Wording.of(Reader.locale(), refused)));
    }
  }

  private static String roleName(Role role) {
    return Reader.say("role." + role.name().toLowerCase(Locale.ROOT));
  }

  private void invite(Membership membership) {
    var id = membership.alliance().id();
    var email = new Field(Reader.say("members.email"), 200);
    var role = new Choice<Role>(Reader.say("members.as"));
    for (var offered : List.of(Role.PEER, Role.MODERATOR, Role.OBSERVER, Role.ORGANISER)) {
      role.offer(offered.name(), offered, roleName(offered));
    }
    var said = new Div();
    var form =
        Field.form(
            Reader.say("members.invite"),
            () ->
                attempt(
                    said,
                    () -> {
                      var now = alliances.enter(reader.person(), id);
                      if (now.role() != Role.ORGANISER) {
                        throw new Refusal.NotYours("alliance.organisersOnly");
                      }
                      var secret =
                          invitations.invite(
                              now.person(),
                              id.value(),
                              role.value().name(),
                              List.of(),
                              email.value());
                      said.add(
                          Parts.toPassOn(
                              Reader.say("members.link"), address("/invitation/" + secret)));
                    }),
            role,
            email);
    form.addClassName("tal-line");
    add(Parts.subhead(Reader.say("members.inviteTitle")), form, said);
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

package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import org.talanoa.Refusal;
import org.talanoa.door.Wording;
import org.talanoa.people.Invitation;
import org.talanoa.people.Invitations;

/** Where a link for coming in leads: the first organiser's, an invitation, a new password. */
@Public
@Route(value = "invitation/:secret", layout = Frame.class)
@RouteAlias(value = "set-up/:secret", layout = Frame.class)
@RouteAlias(value = "reset/:secret", layout = Frame.class)
class InvitationView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;

  private final transient Invitations invitations;
  private final transient Reader reader;

  InvitationView(Invitations invitations, Reader reader) {
    this.invitations = invitations;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    addClassName("tal-narrow");
    var secret = event.getRouteParameters().get("secret").orElse("");
    try {
      var invitation = invitations.look(secret);
      Refused.in(event.getLocation().getQueryParameters()).ifPresent(w -> add(Parts.alert(w)));
      switch (invitation.purpose()) {
        case SET_UP -> register(secret, invitation, "setup");
        case RESET -> reset(secret);
        case JOIN -> {
          if (reader.maybe().isPresent()) {
            accept(secret);
          } else {
            register(secret, invitation, "invitation");
          }
        }
      }
    } catch (Refusal refused) {
      add(
          Parts.head(Reader.say("invitation.title")),
          Parts.alert(Wording.of(Reader.locale(), refused)));
    }
  }

  private void register(String secret, Invitation invitation, String texts) {
    add(Parts.head(Reader.say(texts + ".title")), Parts.soft(Reader.say(texts + ".what")));
    var email = Parts.field("email", "email", Reader.say("signin.email"), "username");
    email.getChild(1).setAttribute("value", invitation.email());
    var name = Parts.field("name", "text", Reader.say("invitation.name"), "name");
    name.getChild(1).setAttribute("value", invitation.introduction().name());
    var form = Parts.form("/api/invitation");
    form.appendChild(
        Parts.hiddenField("secret", secret),
        name,
        email,
        Parts.field("password", "password", Reader.say("invitation.password"), "new-password"),
        Parts.submit(Reader.say("invitation.do"), true));
    getElement().appendChild(form);
  }

  private void accept(String secret) {
    add(
        Parts.head(Reader.say("invitation.title")),
        Parts.soft(Reader.say("invitation.acceptWhat", reader.person().profile().name())));
    var form = Parts.form("/api/invitation/accept");
    form.appendChild(
        Parts.hiddenField("secret", secret), Parts.submit(Reader.say("invitation.accept"), true));
    getElement().appendChild(form);
  }

  private void reset(String secret) {
    add(Parts.head(Reader.say("reset.title")), Parts.soft(Reader.say("reset.what")));
    var form = Parts.form("/api/reset");
    form.appendChild(
        Parts.hiddenField("secret", secret),
        Parts.field("password", "password", Reader.say("invitation.password"), "new-password"),
        Parts.submit(Reader.say("reset.do"), true));
    getElement().appendChild(form);
  }

  @Override
  public String getPageTitle() {
    return Reader.say("invitation.title") + " · Talanoa";
  }
}

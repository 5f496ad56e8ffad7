package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.util.List;
import java.util.Optional;
import org.talanoa.door.Demonstration;

/** Where people sign in, and where a visitor of the demonstration chooses who to be. */
@Public
@Route(value = "sign-in", layout = Frame.class)
class SignInView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;

  private final transient Optional<Demonstration> demonstration;

  SignInView(Optional<Demonstration> demonstration) {
    this.demonstration = demonstration;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    addClassName("tal-narrow");
    add(Parts.head(Reader.say("signin.title")), Parts.soft(Reader.say("signin.what")));
    var asked = event.getLocation().getQueryParameters();
    Refused.in(asked).ifPresent(why -> add(Parts.alert(why)));
    var to = asked.getSingleParameter("to").orElse("/");
    var form = Parts.form("/api/sign-in");
    form.appendChild(
        Parts.hiddenField("to", to),
        Parts.field("email", "email", Reader.say("signin.email"), "username"),
        Parts.field("password", "password", Reader.say("signin.password"), "current-password"),
        Parts.submit(Reader.say("signin.do"), true));
    getElement().appendChild(form);
    if (demonstration.isPresent()) {
      add(Parts.subhead(Reader.say("signin.demonstration")));
      add(Parts.soft(Reader.say("signin.demonstrationWhat")));
      var choices = new Div();
      choices.addClassName("tal-row");
      for (var role : List.of("peer", "moderator", "organiser", "observer")) {
        var choice = Parts.form("/api/sign-in/demonstration");
        choice.appendChild(
            Parts.hiddenField("to", to),
            Parts.hiddenField("as", role),
            Parts.submit(Reader.say("signin.as." + role), false));
        choices.getElement().appendChild(choice);
      }
      add(choices);
    }
  }

  @Override
  public String getPageTitle() {
    return Reader.say("signin.title") + " · Talanoa";
  }
}

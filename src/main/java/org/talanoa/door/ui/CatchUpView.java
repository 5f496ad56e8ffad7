package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;

/** Everything unread and every open question, by thread. */
@Route(value = "a/:alliance/catch-up", layout = Frame.class)
class CatchUpView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;

  private final transient Alliances alliances;
  private final transient Reader reader;

  CatchUpView(Alliances alliances, Reader reader) {
    this.alliances = alliances;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    addClassName("tal-page");
    var id = event.getRouteParameters().get("alliance").orElse("");
    var membership = alliances.enter(reader.person(), new AllianceId(id));
    var back = Parts.link("/a/" + id, "← " + membership.alliance().name());
    back.addClassName("tal-back");
    add(
        back,
        Parts.head(Reader.say("alliance.catchUp")),
        new LiveTexts.CatchUp(membership.person(), id));
  }

  @Override
  public String getPageTitle() {
    return Reader.say("alliance.catchUp") + " · Talanoa";
  }
}

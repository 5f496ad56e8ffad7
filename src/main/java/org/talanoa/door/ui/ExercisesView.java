package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import org.talanoa.activity.Exercises;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Role;

/** The exercises of an alliance, and the way to compose another for those who organise it. */
@Route(value = "a/:alliance/exercises", layout = Frame.class)
class ExercisesView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;

  private final transient Alliances alliances;
  private final transient Exercises exercises;
  private final transient Reader reader;

  ExercisesView(Alliances alliances, Exercises exercises, Reader reader) {
    this.alliances = alliances;
    this.exercises = exercises;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    addClassName("tal-page");
    var id = new AllianceId(event.getRouteParameters().get("alliance").orElse(""));
    var membership = alliances.enter(reader.person(), id);
    var organises = membership.role() == Role.ORGANISER;
    var back = Parts.link("/a/" + id, "← " + membership.alliance().name());
    back.addClassName("tal-back");
    add(back, Parts.head(Reader.say("exercises.title")), Parts.soft(Reader.say("exercises.what")));
    if (organises) {
      var compose = Parts.link("/a/" + id + "/exercises/compose", Reader.say("exercises.compose"));
      compose.addClassName("tal-button");
      add(compose);
    }
    for (var exercise : exercises.all(reader.person(), id)) {
      var card = ExerciseParts.card(exercise);
      if (organises) {
        var copy =
            Parts.link(
                "/a/" + id + "/exercises/compose?from=" + exercise.id(),
                Reader.say(
                    exercises.isOwn(reader.person(), id, exercise.id())
                        ? "exercises.change"
                        : "exercises.copy"));
        copy.addClassNames("tal-button", "second");
        card.getElement().appendChild(copy.getElement());
      }
      add(card);
    }
  }

  @Override
  public String getPageTitle() {
    return Reader.say("exercises.title") + " · Talanoa";
  }
}

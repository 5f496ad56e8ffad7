package org.talanoa.door.ui;

import com.mongodb.MongoException;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talanoa.storage.Unavailable;

/** A screen that could not be made: says whether the database is away, and offers to try again. */
@Public
class BrokenView extends Main implements HasErrorParameter<RuntimeException>, HasDynamicTitle {
  private static final long serialVersionUID = 1;
  private static final int DEEPEST = 20;
  private static final Logger LOG = LoggerFactory.getLogger(BrokenView.class);

  @Override
  public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<RuntimeException> parameter) {
    var broken = parameter.getException();
    var away = isAway(broken);
    if (away) {
      LOG.warn("a screen was not shown: the database is away");
    } else {
      LOG.error("a screen failed", broken);
    }
    removeAll();
    addClassName("tal-narrow");
    var again = Parts.link("/" + event.getLocation().getPath(), Reader.say("broken.again"));
    again.addClassName("tal-button");
    add(
        Parts.head(Reader.say("broken.title")),
        Parts.words(Reader.say(away ? "refusal.storage.away" : "refusal.other")),
        again);
    return away
        ? HttpServletResponse.SC_SERVICE_UNAVAILABLE
        : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
  }

  /** Whether it failed because of the database, however it was wrapped on its way here. */
  private static boolean isAway(RuntimeException broken) {
    return Stream.<Throwable>iterate(broken, Objects::nonNull, Throwable::getCause)
        .limit(DEEPEST)
        .anyMatch(cause ->
            cause instanceof Unavailable
                || cause instanceof MongoException error
                    && Unavailable.or(error) instanceof Unavailable);
  }

  @Override
  public String getPageTitle() {
    return Reader.say("broken.title") + " · Talanoa";
  }
}

package org.talanoa.door.ui;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import org.springframework.stereotype.Component;

/** Leads whoever is not signed in to where they can, before a screen is made. */
@Component
class Guard implements VaadinServiceInitListener {
  private static final long serialVersionUID = 1;

  private final transient Reader reader;

  Guard(Reader reader) {
    this.reader = reader;
  }

  @Override
  public void serviceInit(ServiceInitEvent event) {
    event
        .getSource()
        .addUIInitListener(ui -> {
          reader.maybe().ifPresent(person -> ui.getUI().setLocale(person.profile().locale()));
          var _ = ui.getUI().addBeforeEnterListener(this::entering);
        });
  }

  private void entering(BeforeEnterEvent event) {
    if (!event.getNavigationTarget().isAnnotationPresent(Public.class)
        && reader.maybe().isEmpty()) {
      var to = "/" + event.getLocation().getPathWithQueryParameters();
      event.forwardTo("sign-in", QueryParameters.of("to", to));
    }
  }
}

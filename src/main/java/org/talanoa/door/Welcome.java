package org.talanoa.door;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.talanoa.people.Invitations;
import org.talanoa.people.People;

/** Says on the console where the installation is, and gives the first person a way in. */
@Component
@Profile("!import")
class Welcome {
  private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);

  private final People people;
  private final Invitations invitations;
  private final String address;

  Welcome(People people, Invitations invitations, @Value("${talanoa.address:}") String address) {
    this.people = people;
    this.invitations = invitations;
    this.address = address;
  }

  @EventListener
  void ready(WebServerInitializedEvent started) {
    var here = address.isBlank() ? "http://localhost:" + started.getWebServer().getPort() : address;
    LOG.info("Talanoa is open at {}", here);
    if (people.none()) {
      System.out.println(
          "\nNobody has an account yet. Open this link to become the organiser; it works once:\n  "
              + here
              + "/set-up/"
              + invitations.setUp()
              + "\n");
    }
  }
}

package org.talanoa.door.socket;

import java.util.List;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.web.socket.CloseStatus;

/** What the server holds of its live connections. */
@TestComponent
public final class LiveLines {
  private final Listeners listeners;

  LiveLines(Listeners listeners) {
    this.listeners = listeners;
  }

  /** How many connections there are. */
  public int open() {
    return listeners.lines().size();
  }

  /** Whether anybody is held who listens to this. */
  public boolean anybodyListensTo(String destination) {
    return Destination.of(destination).filter(listeners::anyFor).isPresent();
  }

  /**
   * Ends every connection there is now, as a server does that goes away; not those that come back.
   */
  public void endAll() {
    List.copyOf(listeners.lines()).forEach(line -> line.close(CloseStatus.SERVICE_RESTARTED));
  }
}

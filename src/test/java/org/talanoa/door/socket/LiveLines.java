package org.talanoa.door.socket;

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

  /** Ends every connection, as a server does that goes away. */
  public void endAll() {
    listeners.lines().forEach(line -> line.close(CloseStatus.SERVICE_RESTARTED));
  }
}

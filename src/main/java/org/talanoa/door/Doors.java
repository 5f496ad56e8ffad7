package org.talanoa.door;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;

/** What all doors have in common. */
public final class Doors {
  private Doors() {}

  /** Whether this origin is the one the request was sent to. */
  public static boolean isOurs(String origin, HttpServletRequest request) {
    try {
      var uri = URI.create(origin);
      var usual = "https".equals(uri.getScheme()) ? 443 : 80;
      var port = uri.getPort() == -1 ? usual : uri.getPort();
      return uri.getHost() != null
          && uri.getHost().equalsIgnoreCase(request.getServerName())
          && port == request.getServerPort();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}

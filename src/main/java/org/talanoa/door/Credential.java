package org.talanoa.door;

/**
 * What a request has shown of who it comes from. Good only as long as {@link Visitors} says so; no
 * proof of anything by itself.
 */
public sealed interface Credential {
  /** The id of the sign-in or of the access token; of no use for signing in. */
  String id();

  /** A browser in which somebody has signed in. */
  record Browser(String token, String id) implements Credential {
    @Override
    public String toString() {
      return "Browser";
    }
  }

  /** A program with somebody's access token. */
  record Program(String token, String id) implements Credential {
    @Override
    public String toString() {
      return "Program";
    }
  }
}

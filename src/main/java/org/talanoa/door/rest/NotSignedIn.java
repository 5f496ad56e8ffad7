package org.talanoa.door.rest;

/** Nobody is signed in, or the sign-in has ended. */
final class NotSignedIn extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotSignedIn() {
    super("not signed in", null, false, false);
  }
}

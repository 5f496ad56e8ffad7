package org.talanoa.door.rest;

/** A change with a browser's sign-in that does not show the page's token. */
final class NotOurPage extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotOurPage() {
    super("the page's token is missing", null, false, false);
  }
}

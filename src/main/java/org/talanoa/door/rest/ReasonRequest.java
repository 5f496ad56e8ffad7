package org.talanoa.door.rest;

import org.jspecify.annotations.Nullable;

/** Why somebody who keeps order does something. */
record ReasonRequest(@Nullable String reason) {
  String given() {
    return reason == null ? "" : reason;
  }

  static String of(@Nullable ReasonRequest request) {
    return request == null ? "" : request.given();
  }
}

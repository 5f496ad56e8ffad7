package org.talanoa.door.socket;

/** STOMP 1.2 frames as text. */
final class Frames {
  private Frames() {}

  static String connected(long heartBeatMillis) {
    return "CONNECTED\nversion:1.2\nheart-beat:"
        + heartBeatMillis
        + ","
        + heartBeatMillis
        + "\n\n\0";
  }

  /** A message whose text is the same for everybody who chose the destination as their id. */
  static String message(String subscription, String destination, String id, String json) {
    return "MESSAGE\nsubscription:"
        + escaped(subscription)
        + "\nmessage-id:"
        + id
        + "\ndestination:"
        + destination
        + "\ncontent-type:application/json\n\n"
        + json
        + "\0";
  }

  static String receipt(String id) {
    return "RECEIPT\nreceipt-id:" + escaped(id) + "\n\n\0";
  }

  static String error(String what) {
    return "ERROR\nmessage:" + escaped(what) + "\n\n\0";
  }

  private static String escaped(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\r", "\\r")
        .replace("\n", "\\n")
        .replace(":", "\\c")
        .replace("\0", "");
  }
}

package org.talanoa.text;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where a link leads. */
final class Address {
  /** The form of an id of ours inside an address. */
  static final String ID = "[a-z0-9]{1,40}";

  /** The address of an attachment of this installation. */
  static final Pattern ATTACHMENT = Pattern.compile("/api/rooms/" + ID + "/attachments/" + ID);

  private static final Pattern SHORT_ATTACHMENT = Pattern.compile("attachment:(?<id>" + ID + ")");
  private static final Pattern PERSON = Pattern.compile("person:(?<id>" + ID + ")");
  private static final Pattern OUTSIDE =
      Pattern.compile("https?://[^/\\\\].*|mailto:.+", Pattern.CASE_INSENSITIVE);

  /** No scheme, and nothing a browser could take for another host. */
  private static final Pattern INSIDE = Pattern.compile("(?![/\\\\]{2})[^:/?#\\\\]*([/?#].*)?");

  private Address() {}

  static boolean leadsOutside(String destination) {
    return OUTSIDE.matcher(destination).matches();
  }

  static boolean mayBeFollowed(String destination) {
    return destination.codePoints().noneMatch(Character::isISOControl)
        && (leadsOutside(destination) || INSIDE.matcher(destination).matches());
  }

  /** Whom a mention calls: a person's id, or {@link Links#ROOM}; empty when it is no mention. */
  static Optional<String> mentioned(String destination) {
    if (destination.equals("room:")) {
      return Optional.of(Links.ROOM);
    }
    var person = PERSON.matcher(destination);
    return person.matches() ? Optional.of(person.group("id")) : Optional.empty();
  }

  static boolean isAttachment(String destination) {
    return ATTACHMENT.matcher(destination).matches();
  }

  /** The address a browser can ask for. */
  static String resolved(String destination, Links links) {
    var brief = SHORT_ATTACHMENT.matcher(destination);
    return brief.matches() ? links.attachment(brief.group("id")) : destination;
  }
}

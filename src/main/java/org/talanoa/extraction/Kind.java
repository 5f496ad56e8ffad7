package org.talanoa.extraction;

import java.util.Locale;
import java.util.Optional;

/** The kinds of file that may hold text, out of those that may be brought. */
enum Kind {
  PDF("%PDF-"),
  OFFICE("PK\3\4"),
  OPEN_DOCUMENT("PK\3\4"),
  PLAIN("");

  /** How many bytes tell whether a file is what its name says. */
  static final int LOOK_AT = 5;

  private final String beginning;

  Kind(String beginning) {
    this.beginning = beginning;
  }

  static Optional<Kind> of(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
      case "pdf" -> Optional.of(PDF);
      case "docx", "xlsx", "pptx" -> Optional.of(OFFICE);
      case "odt", "ods", "odp" -> Optional.of(OPEN_DOCUMENT);
      case "txt", "csv", "md" -> Optional.of(PLAIN);
      default -> Optional.empty();
    };
  }

  boolean begins(byte[] bytes) {
    for (var i = 0; i < beginning.length(); i++) {
      if (i >= bytes.length || bytes[i] != beginning.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}

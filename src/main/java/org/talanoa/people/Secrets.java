package org.talanoa.people;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Random words, and the hashes under which secrets are stored. */
final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  static String letters(int count) {
    return RANDOM
        .ints(count, 0, 36)
        .mapToObj(i -> Character.toString(Character.forDigit(i, 36)))
        .collect(Collectors.joining());
  }

  /** 256 bits, as 50 letters and digits. */
  static String token() {
    return letters(50);
  }

  static String hash(String token) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

package org.talanoa.people;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.talanoa.Refusal;

/**
 * Passwords: Argon2id with 19 MiB and two passes, the OWASP minimum; hashed whole, up to 200
 * characters, after Unicode normalisation.
 */
final class Password {
  static final int SHORTEST = 10;
  static final int LONGEST = 200;

  private static final Argon2PasswordEncoder ENCODER =
      new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);

  /** Beginnings that make a long password as weak as a short one. */
  private static final Set<String> COMMON =
      Set.of(
          "password",
          "passw0rd",
          "qwerty",
          "azerty",
          "123456",
          "12345678",
          "letmein",
          "welcome",
          "iloveyou",
          "admin",
          "talanoa",
          "changeme",
          "abc123",
          "111111",
          "000000",
          "motdepasse",
          "bienvenue",
          "contraseña",
          "secret",
          "monkey",
          "dragon",
          "football",
          "sunshine",
          "princess",
          "1q2w3e4r",
          "qazwsx",
          "asdfgh",
          "zxcvbn");

  /** A hash that no password has, compared with where there is no account. */
  private static final String NOBODY = ENCODER.encode(Secrets.token());

  private Password() {}

  static String hash(String password) {
    var normal = normal(password);
    if (normal.length() < SHORTEST || normal.length() > LONGEST) {
      throw new Refusal.NotLikeThis("password.length", SHORTEST, LONGEST);
    }
    if (isCommon(normal)) {
      throw new Refusal.NotLikeThis("password.common");
    }
    return ENCODER.encode(normal);
  }

  static boolean matches(String password, String hash) {
    return password.length() <= LONGEST && ENCODER.matches(normal(password), hash);
  }

  /** Spends the time that a comparison takes, and is never true. */
  static boolean matchesNobody(String password) {
    return matches(password, NOBODY);
  }

  private static boolean isCommon(String password) {
    var bare = password.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    var core = bare.replaceAll("^\\d+|\\d+$", "");
    return bare.chars().distinct().count() < 4
        || COMMON.contains(bare)
        || COMMON.contains(core)
        || "0123456789012345678901234567890".contains(bare);
  }

  private static String normal(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }
}

package org.talanoa.people;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
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

  /** What is chosen most, read once; a little longer is no better. */
  private static final Set<String> COMMON = common();

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
    var bare = bare(password);
    var core = bare.replaceAll("^\\d+|\\d+$", "");
    return bare.chars().distinct().count() < 4
        || COMMON.contains(bare)
        || COMMON.contains(core)
        || "0123456789012345678901234567890".contains(bare);
  }

  private static Set<String> common() {
    var resource = Password.class.getResourceAsStream("common-passwords.txt");
    if (resource == null) {
      throw new IllegalStateException("common-passwords.txt is missing");
    }
    try (var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Password::bare)
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String bare(String password) {
    return password.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static String normal(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }
}

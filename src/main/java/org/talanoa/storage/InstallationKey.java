package org.talanoa.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The installation's secret, kept outside the database. Whoever has the database alone can neither
 * compute what is derived from it nor read what is sealed with it. Thread safe.
 *
 * <p>A key is replaced by putting a new one before it: what is new is derived from the first, what
 * was derived from or sealed with a former one is still recognised. Where a key is lost, pseudonyms
 * remain as they stand and nobody is recognised as their author any more; what was sealed with it
 * is unreadable for good.
 */
public final class InstallationKey {
  private static final String HMAC = "HmacSHA256";
  private static final int BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final List<Secret> secrets;

  private InstallationKey(List<byte[]> secrets) {
    this.secrets = secrets.stream().map(Secret::new).toList();
  }

  /** One key, and what is derived from it to seal with: for each of the few purposes once. */
  private static final class Secret {
    private final byte[] bytes;
    private final SecretKeySpec forMacs;
    private final Map<String, SecretKeySpec> forSealing = new ConcurrentHashMap<>();

    Secret(byte[] bytes) {
      this.bytes = bytes;
      this.forMacs = new SecretKeySpec(bytes, HMAC);
    }

    SecretKeySpec forSealing(String purpose) {
      return forSealing.computeIfAbsent(
          purpose, _ -> new SecretKeySpec(mac(this, "seal", purpose), "AES"));
    }
  }

  /** A key for one run, for tests. */
  public static InstallationKey random() {
    var secret = new byte[BYTES];
    RANDOM.nextBytes(secret);
    return new InstallationKey(List.of(secret));
  }

  /** The key with these 64 hexadecimal digits; former ones may follow, after spaces or commas. */
  public static InstallationKey of(String digits) {
    var each = digits.strip().split("[\\s,]+");
    if (!Arrays.stream(each).allMatch(key -> key.matches("[0-9a-fA-F]{64}"))) {
      throw new IllegalArgumentException("an installation's key must have 64 hexadecimal digits");
    }
    return new InstallationKey(Arrays.stream(each).map(HexFormat.of()::parseHex).toList());
  }

  /** The key in this file; made, readable by its owner only, where there is none. */
  public static InstallationKey in(Path file) {
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var fresh = random();
        try {
          Files.createFile(file);
        } catch (FileAlreadyExistsException _) {
          return in(file);
        }
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(file, HexFormat.of().formatHex(fresh.secrets.getFirst().bytes));
        return fresh;
      }
      return of(Files.readString(file).strip());
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read the installation's key " + file, unreadable);
    }
  }

  /** A keyed hash (HMAC-SHA-256) of the text for one purpose, as 64 hexadecimal digits. */
  public String mac(String purpose, String text) {
    return hex(secrets.getFirst(), purpose, text);
  }

  /** As {@link #mac}, by the present key and then by each former one. */
  public List<String> macs(String purpose, String text) {
    return secrets.stream().map(secret -> hex(secret, purpose, text)).toList();
  }

  /** As {@link #mac}, by each former key; nothing is computed where there is none. */
  public List<String> formerMacs(String purpose, String text) {
    return secrets.stream().skip(1).map(secret -> hex(secret, purpose, text)).toList();
  }

  private static String hex(Secret secret, String purpose, String text) {
    return HexFormat.of().formatHex(mac(secret, purpose, text));
  }

  private static byte[] mac(Secret secret, String purpose, String text) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(secret.forMacs);
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Makes bytes unreadable without the key (AES-256-GCM); the same bytes never look the same. */
  public byte[] seal(String purpose, byte[] content) {
    try {
      var nonce = new byte[NONCE_BYTES];
      RANDOM.nextBytes(nonce);
      var cipher = cipher(Cipher.ENCRYPT_MODE, secrets.getFirst(), purpose, nonce);
      var sealed = cipher.doFinal(content);
      return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** What was sealed for this purpose; empty where no key that is known here fits. */
  public Optional<byte[]> open(String purpose, byte[] sealed) {
    if (sealed.length < NONCE_BYTES) {
      return Optional.empty();
    }
    var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    for (var secret : secrets) {
      try {
        var cipher = cipher(Cipher.DECRYPT_MODE, secret, purpose, nonce);
        return Optional.of(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
      } catch (AEADBadTagException _) {
        // A former key may fit.
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
    return Optional.empty();
  }

  private static Cipher cipher(int mode, Secret secret, String purpose, byte[] nonce)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, secret.forSealing(purpose), new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }

  @Override
  public String toString() {
    return "the installation's key";
  }
}

package org.talanoa.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The installation's secret, kept outside the database. Whoever has the database alone cannot
 * compute what is derived from it. Thread safe.
 */
public final class InstallationKey {
  private static final int BYTES = 32;

  private final byte[] secret;

  private InstallationKey(byte[] secret) {
    this.secret = secret;
  }

  /** A key for one run, for tests. */
  public static InstallationKey random() {
    var secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    return new InstallationKey(secret);
  }

  /** The key with these 64 hexadecimal digits. */
  public static InstallationKey of(String digits) {
    if (!digits.matches("[0-9a-fA-F]{64}")) {
      throw new IllegalArgumentException("TALANOA_KEY must have 64 hexadecimal digits");
    }
    return new InstallationKey(HexFormat.of().parseHex(digits));
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
        Files.writeString(file, HexFormat.of().formatHex(fresh.secret));
        return fresh;
      }
      return of(Files.readString(file).strip());
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read the installation's key " + file, unreadable);
    }
  }

  /** A keyed hash (HMAC-SHA-256) of the text for one purpose, as 64 hexadecimal digits. */
  public String mac(String purpose, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String toString() {
    return "the installation's key";
  }
}

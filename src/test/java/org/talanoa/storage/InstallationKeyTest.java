package org.talanoa.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationKeyTest {
  private static final byte[] WORDS = "we were told to wait".getBytes(StandardCharsets.UTF_8);

  @Test
  void whatIsSealedIsReadByTheSameKeyAndForTheSamePurposeOnly() {
    var key = InstallationKey.random();

    var sealed = key.seal("drafts", WORDS);

    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("told");
    assertThat(key.seal("drafts", WORDS)).isNotEqualTo(sealed);
    assertThat(key.open("drafts", sealed)).contains(WORDS);
    assertThat(key.open("marks", sealed)).isEmpty();
    assertThat(InstallationKey.random().open("drafts", sealed)).isEmpty();
    sealed[20] ^= 1;
    assertThat(key.open("drafts", sealed)).isEmpty();
    assertThat(key.open("drafts", new byte[3])).isEmpty();
  }

  @Test
  void aNewKeyTakesThePlaceOfAFormerOneThatIsStillRecognised() {
    var former = "ab".repeat(32);
    var before = InstallationKey.of(former);
    var after = InstallationKey.of("cd".repeat(32) + ", " + former);

    assertThat(after.open("drafts", before.seal("drafts", WORDS))).contains(WORDS);
    assertThat(before.open("drafts", after.seal("drafts", WORDS))).isEmpty();
    assertThat(after.mac("name", "x")).isNotEqualTo(before.mac("name", "x"));
    assertThat(after.macs("name", "x"))
        .containsExactly(after.mac("name", "x"), before.mac("name", "x"));
    assertThat(after.formerMacs("name", "x")).containsExactly(before.mac("name", "x"));
    assertThat(before.formerMacs("name", "x")).isEmpty();
  }

  @Test
  void theFileMayHoldFormerKeysBelowThePresentOne(@TempDir Path directory) throws IOException {
    var file = directory.resolve("installation.key");
    var first = InstallationKey.in(file);
    var digits = Files.readString(file);
    Files.writeString(file, "cd".repeat(32) + "\n" + digits + "\n");

    var second = InstallationKey.in(file);

    assertThat(second.macs("name", "x")).contains(first.mac("name", "x"));
    assertThatThrownBy(() -> InstallationKey.of("too short"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

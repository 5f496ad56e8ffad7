package org.talanoa.door.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talanoa.moderation.Verification;
import org.talanoa.moderation.Verification.Finding;
import org.talanoa.moderation.Verification.Wrong;

/** What the operator is told of the audit trail. */
class VerifyAuditTest {
  @TempDir private Path data;

  private record Said(int code, String words) {}

  private static Said said(Verification verified) {
    var out = new ByteArrayOutputStream();
    var code = VerifyAudit.say(verified, new PrintStream(out, true, StandardCharsets.UTF_8));
    return new Said(code, out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aSoundTrailIsSaidToBeSound() {
    var said = said(new Verification(3, 3, "abc", List.of(), List.of(2L)));

    assertThat(said.code()).isEqualTo(VerifyAudit.SOUND);
    assertThat(said.words())
        .contains("3 of 3 entries are sound", "abc", "Entry 2: the words of its reason were taken");
  }

  @Test
  void everythingThatIsWrongIsSaid() {
    for (var wrong : Arrays.asList(Wrong.values())) {
      var said = said(new Verification(2, 3, "abc", List.of(new Finding(wrong, 3)), List.of()));

      assertThat(said.code()).isEqualTo(VerifyAudit.NOT_SOUND);
      assertThat(said.words()).contains("Entry 3: ", "NOT what was written");
    }
  }

  @Test
  void anInstallationInWhichNothingWasDoneIsSound() {
    assertThat(VerifyAudit.run("--talanoa.data=" + data)).isEqualTo(VerifyAudit.SOUND);
  }

  @Test
  void aSoundTrailIsNotSetAside() {
    assertThat(VerifyAudit.run("--talanoa.data=" + data, "--talanoa.begin-anew=true"))
        .isEqualTo(VerifyAudit.NOT_READ);
  }

  @Test
  void whereThereIsNoInstallationNothingIsMade() {
    var nowhere = data.resolve("nowhere");

    assertThat(VerifyAudit.run("--talanoa.data=" + nowhere)).isEqualTo(VerifyAudit.NOT_READ);
    assertThat(nowhere).doesNotExist();
  }
}

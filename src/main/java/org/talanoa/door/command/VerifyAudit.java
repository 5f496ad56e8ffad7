package org.talanoa.door.command;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.ComponentScan;
import org.talanoa.moderation.AuditVerifier;
import org.talanoa.moderation.SettingAside;
import org.talanoa.moderation.Verification;
import org.talanoa.moderation.Verification.Finding;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;

/**
 * {@code ./talanoa verify-audit [--data DIR]}: reads, changes nothing, and says what it found. With
 * {@code --begin-anew} it then sets aside a trail that is not sound, so that another can begin.
 */
@ComponentScan("org.talanoa.storage")
public final class VerifyAudit {
  /** Everything is as it was written. */
  public static final int SOUND = 0;

  /** Something is not. */
  public static final int NOT_SOUND = 1;

  /** It could not be looked at. */
  public static final int NOT_READ = 2;

  private VerifyAudit() {}

  /** Does it, with the settings of the installation; answers how the process is to end. */
  public static int run(String... arguments) {
    var application = new SpringApplication(VerifyAudit.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setLogStartupInfo(false);
    application.addInitializers(context -> {
      var data = Path.of(context.getEnvironment().getProperty("talanoa.data", "data"));
      if (!Files.isDirectory(data)) {
        throw new IllegalArgumentException("there is no data directory " + data);
      }
    });
    try (var context = application.run(arguments)) {
      var data = Path.of(context.getEnvironment().getProperty("talanoa.data", "data"));
      var verified =
          new AuditVerifier(
                  context.getBean(Storage.class), context.getBean(InstallationKey.class), data)
              .verify();
      var said = say(verified, System.out);
      if (context.getEnvironment().getProperty("talanoa.begin-anew", boolean.class, false)) {
        return beginAnew(verified, context.getBean(Storage.class), data);
      }
      return said;
    } catch (RuntimeException unread) {
      System.err.println("talanoa: the audit trail could not be read: " + root(unread));
      return NOT_READ;
    }
  }

  private static int beginAnew(Verification verified, Storage storage, Path data) {
    if (verified.isSound()) {
      System.err.println("talanoa: the audit trail is sound and stays");
      return NOT_READ;
    }
    var file = new SettingAside(storage, data, Clock.systemUTC()).setAside();
    System.out.println("It lies in " + file + " now; the next entry begins another one.");
    return SOUND;
  }

  private static String root(Throwable thrown) {
    var cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  static int say(Verification verified, PrintStream out) {
    verified.findings().stream().map(VerifyAudit::sentence).forEach(out::println);
    verified
        .takenAway()
        .forEach(number ->
            out.printf(
                "Entry %d: the words of its reason were taken away, as a later entry says.%n",
                number));
    out.printf("%d of %d entries are sound.%n", verified.sound(), verified.count());
    if (verified.isSound()) {
      if (verified.count() > 0) {
        out.println("The last one, to be noted elsewhere: " + verified.last());
      }
      return SOUND;
    }
    out.println("The audit trail is NOT what was written.");
    return NOT_SOUND;
  }

  private static String sentence(Finding finding) {
    var entry = finding.number() == 0 ? "" : "Entry " + finding.number() + ": ";
    return entry
        + switch (finding.wrong()) {
          case CHANGED -> "it was changed, or was not written here.";
          case MISSING -> "it is missing.";
          case OUT_OF_ORDER -> "it stands out of its order.";
          case REASON_CHANGED -> "the words of its reason were changed.";
          case REASON_MISSING -> "the words of its reason are missing, and no entry says so.";
          case HEAD -> "The note of where the trail ends is missing, changed or does not fit.";
          case ANCHOR ->
              "the anchor (audit.anchor) is missing, changed or notes another entry: the end of"
                  + " the trail may have been cut off.";
          case STRAY -> "something stands there that is no entry of the trail.";
        };
  }
}

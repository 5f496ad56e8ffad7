package org.talanoa;

import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.talanoa.door.command.VerifyAudit;

/** Starts the installation, or one of its commands. */
@SpringBootApplication
public class Talanoa {

  static void main(String[] arguments) {
    if (arguments.length > 0 && arguments[0].equals("verify-audit")) {
      System.exit(VerifyAudit.run(Arrays.copyOfRange(arguments, 1, arguments.length)));
    }
    var application = new SpringApplication(Talanoa.class);
    if (arguments.length > 0 && arguments[0].equals("import")) {
      application.setAdditionalProfiles("import");
      application.setLogStartupInfo(false);
      try {
        arguments[0] = "--server.address=127.0.0.1";
        application
            .run(
                Stream.concat(Arrays.stream(arguments), Stream.of("--server.port=0"))
                    .toArray(String[]::new))
            .close();
      } catch (IllegalArgumentException | Refusal refused) {
        System.err.println("talanoa: " + refused.getMessage());
        System.exit(2);
      }
    } else {
      application.run(arguments);
    }
  }
}

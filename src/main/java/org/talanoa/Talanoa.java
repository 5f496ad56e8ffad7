package org.talanoa;

import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the installation, or one of its commands. */
@SpringBootApplication
public class Talanoa {

  static void main(String[] arguments) {
    var application = new SpringApplication(Talanoa.class);
    if (arguments.length > 0 && arguments[0].equals("import")) {
      application.setWebApplicationType(WebApplicationType.NONE);
      application.setAdditionalProfiles("import");
      application.run(Arrays.copyOfRange(arguments, 1, arguments.length)).close();
    } else {
      application.run(arguments);
    }
  }
}

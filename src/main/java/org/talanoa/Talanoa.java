package org.talanoa;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the installation. */
@SpringBootApplication
public class Talanoa {

  static void main(String[] arguments) {
    SpringApplication.run(Talanoa.class, arguments);
  }
}

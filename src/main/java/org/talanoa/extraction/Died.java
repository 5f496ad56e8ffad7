package org.talanoa.extraction;

/** The process that reads is gone, or says what it should not. */
final class Died extends Exception {
  Died(String why) {
    super(why, null, false, false);
  }
}

package org.talanoa.storage;

/** One step from an older form of the data to a newer one. Running it twice does no harm. */
public interface Migration {
  /** Its place in the order; never given away twice. */
  int number();

  /** What it is for, in a few words for the operator. */
  String why();

  void run(Storage storage);
}

package org.talanoa.bench;

/** Measures one thing. */
interface Benchmark {
  void run(Table table) throws Exception;
}

package org.talanoa.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this process took of the processor; says more than the clock where others work too. */
final class Processor {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Processor() {}

  static long nanos() {
    return SYSTEM.getProcessCpuTime();
  }
}

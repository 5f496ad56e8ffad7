package org.talanoa.testing;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * A hint below each failed test: how to run it again with the same seed. JUnit finds this class.
 */
public final class RepeatHint implements TestWatcher {
  @Override
  public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
    System.out.printf(
        "%s failed; to repeat it: ./talanoa test %s%s --seed %d%n",
        context.getDisplayName(),
        context.getRequiredTestClass().getSimpleName(),
        Sample.WHOLE ? " --long" : "",
        Seed.OF_RUN);
  }
}

package io.storeweaver.http;

import java.util.function.BooleanSupplier;

/** Whether what the platform's own secrets come from answers. */
public record SecretsProbe(BooleanSupplier source) {
  public boolean answers() {
    return source.getAsBoolean();
  }
}

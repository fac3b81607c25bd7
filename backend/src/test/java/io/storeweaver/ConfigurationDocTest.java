package io.storeweaver;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfigurationDocTest {
  private static final String INTRODUCTION =
      """
      # Configuration

      Every setting has a default that works on one machine: nothing has to be set for a try-out. All settings are read once
      at start. A value that cannot be used ends the start with a sentence that names the setting, the value and what is
      permitted.

      A setting can be given in four ways; the first one that is there wins:

      1. as a Java system property: `-Dweaver.max-stores=20`
      2. in the environment with a prefix: `STOREWEAVER_MAX_STORES=20`
      3. in the environment: `MAX_STORES=20`
      4. in a file that the environment names, for what is secret: `DATABASE_URL_FILE=/run/secrets/database-url`

      An unknown name that starts with `STOREWEAVER_` or `weaver.` ends the start, so that a misspelt setting is noticed. An
      empty value counts as not given.

      | Setting | Default | Value | Meaning |
      |---|---|---|---|
      """;

  private static final String END =
      """

      Four combinations are refused at start:

      - `AUTH_MODE=demo` on a `HOST` that is not a loopback address, since demo mode believes whoever calls;
      - `AUTH_MODE=demo` with `ENVIRONMENT=production`, for the same reason;
      - `AUTH_MODE=oidc`, since signing in by an OpenID provider is not supported;
      - a `DATABASE_URL` that is not PostgreSQL.

      This page is made from `backend/src/main/java/io/storeweaver/Setting.java` by `ConfigurationDocTest`.
      """;

  @Test
  void theConfigurationPageListsEverySetting() throws IOException {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (Setting setting : Setting.values()) {
      page.append(
          GeneratedDoc.row(
              List.of(
                  GeneratedDoc.code(setting.name()),
                  shown(setting.defaultValue()),
                  setting.range(),
                  setting.meaning())));
    }
    new GeneratedDoc("configuration.md", "ConfigurationDocTest")
        .mustRead(page.append(END).toString());
  }

  private static String shown(@Nullable String value) {
    return value == null || value.isEmpty() ? "(none)" : GeneratedDoc.code(value);
  }
}

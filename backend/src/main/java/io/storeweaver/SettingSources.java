package io.storeweaver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where settings are given: a system property {@code weaver.<name>} wins over {@code
 * STOREWEAVER_<NAME>}, which wins over {@code <NAME>}, and that over the file that {@code
 * <NAME>_FILE} names.
 */
record SettingSources(Map<String, String> environment, Properties properties) {
  private static final String ENVIRONMENT_PREFIX = "STOREWEAVER_";
  private static final String FILE_SUFFIX = "_FILE";
  private static final String PROPERTY_PREFIX = "weaver.";

  /**
   * What is given, and the defaults.
   *
   * @throws InvalidSetting for an unknown prefixed key or a file that cannot be read
   */
  Settings read() {
    refuseUnknown();
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    Map<Setting, Path> files = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      String value = given(setting);
      Optional<Path> file = file(setting);
      if (value == null && file.isPresent()) {
        files.put(setting, file.get());
        value = content(setting, file.get());
      }
      value = value == null || value.isBlank() ? setting.defaultValue() : value;
      if (value != null) {
        values.put(setting, value.strip());
      }
    }
    return new Settings(values, files);
  }

  private @Nullable String given(Setting setting) {
    String given = properties.getProperty(setting.propertyName());
    return given != null ? given : inEnvironment(setting.name());
  }

  // A secret in a file is in no list of processes and in no dump of an environment.
  private Optional<Path> file(Setting setting) {
    return Optional.ofNullable(inEnvironment(setting.name() + FILE_SUFFIX))
        .filter(file -> !file.isBlank())
        .map(Path::of);
  }

  private @Nullable String inEnvironment(String name) {
    String given = environment.get(ENVIRONMENT_PREFIX + name);
    return given != null ? given : environment.get(name);
  }

  static String content(Setting setting, Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new InvalidSetting(
          "%s=%s cannot be read (%s); name a file that can."
              .formatted(setting.name() + FILE_SUFFIX, file, e.getMessage()));
    }
  }

  private void refuseUnknown() {
    Set<String> names = all(Setting::name);
    for (String given : environment.keySet()) {
      if (given.startsWith(ENVIRONMENT_PREFIX)) {
        String name = given.substring(ENVIRONMENT_PREFIX.length());
        if (!names.contains(name) && !names.contains(name.replaceFirst(FILE_SUFFIX + "$", ""))) {
          throw unknown(given);
        }
      }
    }
    Set<String> keys = all(Setting::propertyName);
    for (String given : properties.stringPropertyNames()) {
      if (given.startsWith(PROPERTY_PREFIX) && !keys.contains(given)) {
        throw unknown(given);
      }
    }
  }

  private static Set<String> all(Function<Setting, String> name) {
    return Arrays.stream(Setting.values()).map(name).collect(Collectors.toSet());
  }

  private static InvalidSetting unknown(String name) {
    return new InvalidSetting(
        "Unknown setting " + name + ". See docs/configuration.md for the names.");
  }
}

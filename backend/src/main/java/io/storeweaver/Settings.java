package io.storeweaver;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The values that the settings have, read as what they mean or refused. */
final class Settings {
  static final int HIGHEST_PORT = 65_535;

  // What Vault may give: nothing else, so that nobody who can write there turns the platform round.
  private static final Set<Setting> SECRETS =
      Set.of(
          Setting.DATABASE_URL,
          Setting.DATABASE_PASSWORD,
          Setting.DATABASE_REPLICA_URL,
          Setting.ENCRYPTION_KEY);

  private final Map<Setting, String> values;
  private final Map<Setting, Path> files;

  /**
   * @param files where a value came from, if it came from a file
   */
  Settings(Map<Setting, String> values, Map<Setting, Path> files) {
    this.values = values;
    this.files = files;
  }

  /** The same with what Vault has of them. */
  Settings with(Map<String, String> secrets) {
    Map<Setting, String> both = new EnumMap<>(Setting.class);
    both.putAll(values);
    for (Setting setting : SECRETS) {
      String secret = secrets.get(setting.name());
      if (secret != null && !secret.isBlank()) {
        both.put(setting, secret.strip());
      }
    }
    return new Settings(both, files);
  }

  String text(Setting setting) {
    return values.getOrDefault(setting, "");
  }

  Optional<String> optional(Setting setting) {
    return Optional.of(text(setting)).filter(value -> !value.isBlank());
  }

  /** The value as it is now: where it came from a file, somebody may have changed that. */
  Supplier<Optional<String>> renewed(Setting setting) {
    Path file = files.get(setting);
    return file == null
        ? () -> optional(setting)
        : () -> Optional.of(SettingSources.content(setting, file));
  }

  Optional<Path> path(Setting setting) {
    return optional(setting).map(given -> Path.of(given).toAbsolutePath().normalize());
  }

  int port(Setting setting) {
    return whole(setting, 0, HIGHEST_PORT);
  }

  int whole(Setting setting, int least, int most) {
    String given = text(setting);
    try {
      int number = Integer.parseInt(given);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the one refusal
    }
    throw InvalidSetting.of(setting, given);
  }

  double real(Setting setting, double most) {
    String given = text(setting);
    try {
      double number = Double.parseDouble(given);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the one refusal
    }
    throw InvalidSetting.of(setting, given);
  }

  Duration seconds(Setting setting, int least, int most) {
    return Duration.ofSeconds(whole(setting, least, most));
  }

  Duration hours(Setting setting, int most) {
    return Duration.ofHours(whole(setting, 1, most));
  }

  /** One of the words, which stand for the constants of the type. */
  <E extends Enum<E>> E choice(Class<E> type, Setting setting) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(text(setting)))
        .findFirst()
        .orElseThrow(() -> InvalidSetting.of(setting, text(setting)));
  }

  String oneOf(Setting setting, String... permitted) {
    if (!List.of(permitted).contains(text(setting))) {
      throw InvalidSetting.of(setting, text(setting));
    }
    return text(setting);
  }

  String code(Setting setting, Set<String> known) {
    String code = text(setting).toUpperCase(Locale.ROOT);
    if (!known.contains(code)) {
      throw InvalidSetting.of(setting, code);
    }
    return code;
  }

  String matching(Setting setting, Pattern pattern) {
    return matching(setting, text(setting), pattern);
  }

  static String matching(Setting setting, String value, Pattern pattern) {
    if (!pattern.matcher(value).matches()) {
      throw InvalidSetting.of(setting, value);
    }
    return value;
  }

  /** Scheme, host and perhaps a port, and nothing after it (RFC 6454, §6.2). */
  Optional<String> origin(Setting setting) {
    return url(setting)
        .map(
            url -> {
              if (!url.getRawPath().isEmpty()) {
                throw InvalidSetting.of(setting, text(setting));
              }
              return url.toString();
            });
  }

  /** The address of a service: as an origin, and perhaps a path; without a slash at the end. */
  Optional<URI> endpoint(Setting setting) {
    return url(setting).map(url -> URI.create(url.toString().replaceAll("/+$", "")));
  }

  private Optional<URI> url(Setting setting) {
    return optional(setting)
        .map(
            given -> {
              try {
                URI url = new URI(given);
                if (leadsToAService(url)) {
                  return url;
                }
              } catch (URISyntaxException e) {
                // falls through to the one refusal
              }
              throw InvalidSetting.of(setting, given);
            });
  }

  private static boolean leadsToAService(URI url) {
    return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        && url.getHost() != null
        && url.getPort() <= HIGHEST_PORT
        && url.getRawUserInfo() == null
        && url.getRawQuery() == null
        && url.getRawFragment() == null;
  }
}

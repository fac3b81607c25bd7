package io.storeweaver;

/** A setting that cannot be used; the message names it, its value and what is permitted. */
public final class InvalidSetting extends RuntimeException {
  public InvalidSetting(String message) {
    super(message);
  }

  static InvalidSetting of(Setting setting, String given) {
    return new InvalidSetting(
        "%s=%s cannot be used: it must be %s. %s"
            .formatted(setting.name(), given, setting.range(), setting.meaning()));
  }

  /** As above for a secret: the value stays out of the message, for it may be nearly right. */
  static InvalidSetting ofSecret(Setting setting, String permitted) {
    return new InvalidSetting(
        "%s cannot be used: it must be %s.".formatted(setting.name(), permitted));
  }
}

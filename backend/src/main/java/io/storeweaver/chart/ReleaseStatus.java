package io.storeweaver.chart;

import java.util.Locale;

/** Where a release stands, in Helm's words. */
public enum ReleaseStatus {
  UNKNOWN,
  DEPLOYED,
  UNINSTALLED,
  SUPERSEDED,
  FAILED,
  UNINSTALLING,
  PENDING_INSTALL,
  PENDING_UPGRADE,
  PENDING_ROLLBACK;

  /** The word that Helm writes, e.g. {@code pending-install}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static ReleaseStatus of(String word) {
    for (ReleaseStatus status : values()) {
      if (status.word().equals(word)) {
        return status;
      }
    }
    return UNKNOWN;
  }
}

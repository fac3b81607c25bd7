package io.storeweaver.cli;

/** The version of this program. */
final class Version {
  private Version() {}

  /** As the artefact's manifest says it; classes that are in no artefact have none. */
  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}

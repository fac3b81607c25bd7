package io.storeweaver.store;

import java.util.Optional;

/** Changes of one thing. */
final class StorePatches {
  private StorePatches() {}

  static StorePatch name(String name) {
    return new StorePatch(
        Optional.of(name),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty());
  }

  static StorePatch plan(Plan plan) {
    return new StorePatch(
        Optional.empty(),
        Optional.of(plan),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty());
  }

  static StorePatch domain(String domain) {
    return new StorePatch(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true,
        Optional.of(domain));
  }
}

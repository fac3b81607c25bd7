package io.storeweaver.sandbox;

/** What every controller works with. */
record Context(
    Registry registry, Deletion deletion, Timers timers, Troubles troubles, EventRecorder events) {
  ObjectStore store() {
    return registry.store();
  }
}

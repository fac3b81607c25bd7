package io.storeweaver.sandbox;

import org.jspecify.annotations.Nullable;

/** One write: the new version, and the one before it. */
record Change(Kind kind, StoredObject object, @Nullable StoredObject previous) {
  enum Kind {
    ADDED,
    MODIFIED,
    DELETED
  }

  boolean deleted() {
    return kind == Kind.DELETED;
  }

  boolean added() {
    return kind == Kind.ADDED;
  }

  /** True when this write began the object's deletion. */
  boolean deletionBegan() {
    return object.dying && (previous == null || !previous.dying);
  }
}

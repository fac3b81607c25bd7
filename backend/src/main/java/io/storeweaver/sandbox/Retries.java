package io.storeweaver.sandbox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long a controller waits before it tries again what was refused: longer each time. */
final class Retries {
  private static final int FIRST = 60;
  private static final int LONGEST = 15_000;
  private static final int MOST_DOUBLINGS = 10;

  private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

  /** Milliseconds until the next attempt for this object. */
  long next(StoredObject object) {
    int attempt = attempts.merge(object.uid, 1, Integer::sum);
    return Math.min(LONGEST, (long) FIRST << Math.min(attempt, MOST_DOUBLINGS));
  }

  void done(StoredObject object) {
    attempts.remove(object.uid);
  }
}

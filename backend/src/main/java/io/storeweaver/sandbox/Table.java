package io.storeweaver.sandbox;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The objects of one type, the latest changes to them, and who watches. Written under the store's
 * lock only.
 */
final class Table {
  /** Bounds of what a watch can catch up on; beyond them it is answered 410 and lists again. */
  private static final int LOG_CHANGES = 1_000;

  private static final int LOG_BYTES = 1 << 19;

  final ConcurrentSkipListMap<String, StoredObject> objects = new ConcurrentSkipListMap<>();
  private final ArrayDeque<Change> log = new ArrayDeque<>();
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
  private int logBytes;
  private volatile long horizon;

  /** The latest revision whose changes are forgotten. */
  long horizon() {
    return horizon;
  }

  List<Watcher> watchers() {
    return watchers;
  }

  /** Hands on a change; present objects whose last change leaves the log come into the queue. */
  void emit(Change change, Queue<StoredObject> leaving) {
    log.add(change);
    logBytes += change.object().size();
    while (log.size() > LOG_CHANGES || logBytes > LOG_BYTES) {
      Change old = log.remove();
      logBytes -= old.object().size();
      horizon = old.object().revision;
      if (objects.get(old.object().key()) == old.object()) {
        leaving.add(old.object());
      }
    }
    for (Watcher watcher : watchers) {
      watcher.offer(change);
    }
  }

  void forgetLog(long revision) {
    log.clear();
    logBytes = 0;
    horizon = revision;
  }

  /** Adds a watcher that first sees what happened after the revision. */
  void join(Watcher watcher, long after) {
    for (Change change : log) {
      if (change.object().revision > after) {
        watcher.offer(change);
      }
    }
    watchers.add(watcher);
  }

  /** Adds a watcher that first sees the present objects as added. */
  void joinWithState(Watcher watcher) {
    for (StoredObject object : objects.values()) {
      watcher.offer(new Change(Change.Kind.ADDED, object, null));
    }
    watchers.add(watcher);
  }

  void leave(Watcher watcher) {
    watchers.remove(watcher);
  }
}

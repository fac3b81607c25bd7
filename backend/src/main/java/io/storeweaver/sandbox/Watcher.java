package io.storeweaver.sandbox;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One running watch: takes the changes that its selector lets through, as events to be written out.
 */
final class Watcher {
  /** An event of a watch; the object is null in the event that ends it. */
  record Event(Change.Kind kind, @Nullable StoredObject object) {}

  private static final int MOST_WAITING = 200_000;
  private static final Event END = new Event(Change.Kind.DELETED, null);

  private final BlockingQueue<Event> queue = new LinkedBlockingQueue<>();
  private final @Nullable String namespace;
  private final Selector selector;
  private volatile boolean stalled;

  Watcher(@Nullable String namespace, Selector selector) {
    this.namespace = namespace;
    this.selector = selector;
  }

  /** Called under the store's lock. */
  void offer(Change change) {
    StoredObject object = change.object();
    if (stalled || (namespace != null && !namespace.equals(object.namespace))) {
      return;
    }
    StoredObject previous = change.previous();
    boolean is = !change.deleted() && selector.matches(object);
    boolean was = previous != null && selector.matches(previous);
    if (!is && !was) {
      return;
    }
    if (queue.size() > MOST_WAITING) {
      end();
      return;
    }
    Change.Kind kind = is ? (was ? Change.Kind.MODIFIED : Change.Kind.ADDED) : Change.Kind.DELETED;
    queue.add(new Event(kind, object));
  }

  /** The next event, or null when none came in time. */
  @Nullable Event next(long nanos) throws InterruptedException {
    return queue.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  boolean idle() {
    return queue.isEmpty();
  }

  void end() {
    queue.clear();
    queue.add(END);
  }

  /** From now on nothing is delivered, though the connection stays open. */
  void stall() {
    stalled = true;
    queue.clear();
  }

  boolean isStalled() {
    return stalled;
  }
}

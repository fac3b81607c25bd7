package io.storeweaver.store;

import io.storeweaver.account.Caller;
import io.storeweaver.account.Tenancy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Tells everybody who watches of stores that have changed: one query for all that changed within a
 * moment, however many watch.
 */
public final class StoreStreams implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(StoreStreams.class);
  private static final long MOMENT_MILLIS = 30;

  private final StoreChanges changes;
  private final Set<String> changed = ConcurrentHashMap.newKeySet();
  private final Map<Object, Subscription> subscriptions = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private record Subscription(Caller caller, Predicate<String> wanted, Consumer<Store> receiver) {}

  public StoreStreams(StoreChanges changes) {
    this.changes = changes;
  }

  public void start() {
    Thread.ofPlatform().daemon().name("store-streams").start(this::run);
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** A store has changed. */
  public synchronized void changed(String storeId) {
    changed.add(storeId);
    notifyAll();
  }

  /**
   * Calls {@code receiver} with each of the caller's wanted stores when it changes, until the key
   * is unsubscribed.
   */
  public void subscribe(
      Object key, Caller caller, Predicate<String> wanted, Consumer<Store> receiver) {
    subscriptions.put(key, new Subscription(caller, wanted, receiver));
  }

  public void unsubscribe(Object key) {
    subscriptions.remove(key);
  }

  /** How many watch at the moment. */
  public int watching() {
    return subscriptions.size();
  }

  /** Waits until a store is as wished, at most {@code longest}; returns it as it is then. */
  public Store await(
      Stores stores, Caller caller, String id, Predicate<Store> wish, Duration longest) {
    Object key = new Object();
    Object monitor = new Object();
    long end = System.nanoTime() + longest.toNanos();
    subscribe(
        key,
        caller,
        id::equals,
        store -> {
          synchronized (monitor) {
            monitor.notifyAll();
          }
        });
    try {
      Store store = stores.get(caller, id);
      while (!wish.test(store) && System.nanoTime() < end) {
        synchronized (monitor) {
          TimeUnit.NANOSECONDS.timedWait(
              monitor, Math.min(end - System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(500)));
        }
        store = stores.get(caller, id);
      }
      return store;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return stores.get(caller, id);
    } finally {
      unsubscribe(key);
    }
  }

  private void run() {
    while (!closed) {
      try {
        awaitAny();
        TimeUnit.MILLISECONDS.sleep(MOMENT_MILLIS);
        deliver();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.warnf(
            "Changes of stores could not be delivered at once; watchers catch up with the next one: %s",
            e.getMessage());
      }
    }
  }

  private synchronized void awaitAny() throws InterruptedException {
    while (changed.isEmpty() && !closed) {
      wait();
    }
  }

  private void deliver() {
    Set<String> taken = Set.copyOf(changed);
    changed.removeAll(taken);
    List<String> wanted =
        taken.stream()
            .filter(id -> subscriptions.values().stream().anyMatch(s -> s.wanted().test(id)))
            .toList();
    if (wanted.isEmpty()) {
      return;
    }
    for (Store store : changes.byIds(wanted)) {
      for (Subscription subscription : subscriptions.values()) {
        boolean permitted = Tenancy.sees(subscription.caller(), store.owner());
        if (permitted && subscription.wanted().test(store.id())) {
          subscription.receiver().accept(store);
        }
      }
    }
  }
}

package io.storeweaver.sandbox;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The failures that a test, or a try-out, injects between a client and the API. */
public final class Faults {
  private record Active(Fault fault, AtomicInteger left) {}

  private final List<Active> rules = new CopyOnWriteArrayList<>();
  private final ObjectStore store;
  private final Random random = new Random(1);
  private volatile boolean outage;
  private volatile boolean stalling;

  Faults(ObjectStore store) {
    this.store = store;
  }

  /** Adds a rule; earlier rules are asked first. */
  public void add(Fault fault) {
    rules.add(new Active(fault, new AtomicInteger(fault.times())));
  }

  /** Forgets all rules, and ends an outage and stalling. */
  public void clear() {
    rules.clear();
    outage = false;
    stalling = false;
  }

  /** Makes rules with a chance hit the same requests in every run. */
  public void seed(long seed) {
    random.setSeed(seed);
  }

  /** Ends every running watch; clients are expected to come back. */
  public void dropWatches() {
    store.eachWatcher(Watcher::end);
  }

  /** Forgets the past: a watch that starts at an earlier resourceVersion is answered 410. */
  public void compact() {
    store.compact();
  }

  /**
   * While on, watches go dead without being closed, those that are running and those that begin.
   * Switched off, new watches work again; the dead ones stay dead until their client gives them up.
   */
  public void stallWatches(boolean on) {
    stalling = on;
    if (on) {
      store.eachWatcher(Watcher::stall);
    }
  }

  /** While on, the cluster cannot be reached: every connection is closed unanswered. */
  public void outage(boolean on) {
    outage = on;
    if (on) {
      dropWatches();
    }
  }

  boolean inOutage() {
    return outage;
  }

  boolean isStalling() {
    return stalling;
  }

  /** The effect on this request; null for none. */
  Fault.@Nullable Effect hit(ApiRequest request) {
    for (Active rule : rules) {
      boolean meant =
          rule.fault.match().matcher(request.line()).find()
              || rule.fault.match().matcher(request.method() + " " + request.path()).find();
      if (!meant || random.nextDouble() >= rule.fault.chance()) {
        continue;
      }
      if (rule.left.getAndDecrement() > 0) {
        return rule.fault.effect();
      }
    }
    return null;
  }
}

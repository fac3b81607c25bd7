package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All objects, one revision counter, one lock for writes. Reads take no lock. Listeners are called
 * inside the lock and must only take note.
 */
final class ObjectStore {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<ResourceType, Table> tables = new HashMap<>();
  private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
  private final Queue<StoredObject> resting = new ConcurrentLinkedQueue<>();
  private final AtomicLong revision = new AtomicLong(1);

  ObjectStore() {
    for (ResourceType type : ResourceTypes.all()) {
      tables.put(type, new Table());
    }
  }

  void listen(Consumer<Change> listener) {
    listeners.add(listener);
  }

  Table table(ResourceType type) {
    Table table = tables.get(type);
    if (table == null) {
      throw new IllegalArgumentException("no table for " + type.groupResource());
    }
    return table;
  }

  long revision() {
    return revision.get();
  }

  @Nullable StoredObject get(ResourceType type, String namespace, String name) {
    return table(type).objects.get((type.namespaced() ? namespace : "") + "/" + name);
  }

  /** The present version of the same object; null when it is gone or was made again. */
  @Nullable StoredObject fresh(StoredObject object) {
    StoredObject now = get(object.type, object.namespace, object.name);
    return now != null && now.uid.equals(object.uid) ? now : null;
  }

  /** The objects of a type, in one namespace or (null) in all, in name order; a live view. */
  NavigableMap<String, StoredObject> range(ResourceType type, @Nullable String namespace) {
    var all = table(type).objects;
    // '0' is the character after '/'
    return namespace == null || !type.namespaced()
        ? all
        : all.subMap(namespace + "/", true, namespace + "0", false);
  }

  List<StoredObject> list(ResourceType type, @Nullable String namespace) {
    return new ArrayList<>(range(type, namespace).values());
  }

  List<StoredObject> children(StoredObject owner, ResourceType type) {
    List<StoredObject> children = new ArrayList<>();
    for (StoredObject candidate : range(type, owner.namespace).values()) {
      if (candidate.ownedBy(owner)) {
        children.add(candidate);
      }
    }
    return children;
  }

  <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Writes a tree over the version it was made from (null: a new object). Returns null when that
   * version is no longer the present one, and the present one when nothing changed.
   */
  @Nullable StoredObject put(ResourceType type, ObjectNode tree, @Nullable StoredObject base) {
    byte[] rest = StoredObject.encodeRest(tree);
    if (base != null && base.sameRest(rest)) {
      StoredObject same = StoredObject.seal(type, base.revision, tree, rest);
      if (Arrays.equals(same.json(), base.json())) {
        return base;
      }
    }
    return locked(() -> write(type, tree, rest, base));
  }

  private @Nullable StoredObject write(
      ResourceType type, ObjectNode tree, byte[] rest, @Nullable StoredObject base) {
    Table table = table(type);
    StoredObject next = StoredObject.seal(type, revision.get() + 1, tree, rest);
    if (table.objects.get(next.key()) != base) {
      return null;
    }
    revision.incrementAndGet();
    table.objects.put(next.key(), next);
    emit(new Change(base == null ? Change.Kind.ADDED : Change.Kind.MODIFIED, next, base));
    return next;
  }

  /** Removes this version; null when it is no longer the present one. */
  @Nullable StoredObject remove(StoredObject object) {
    return locked(
        () -> {
          Table table = table(object.type);
          if (table.objects.get(object.key()) != object) {
            return null;
          }
          ObjectNode tree = object.tree();
          StoredObject last =
              StoredObject.seal(
                  object.type, revision.incrementAndGet(), tree, StoredObject.encodeRest(tree));
          table.objects.remove(object.key());
          emit(new Change(Change.Kind.DELETED, last, object));
          return last;
        });
  }

  private void emit(Change change) {
    table(change.object().type).emit(change, resting);
    for (Consumer<Change> listener : listeners) {
      listener.accept(change);
    }
  }

  boolean hasResting() {
    return !resting.isEmpty();
  }

  /** Packs the objects that have not changed for so long that no watch can start before them. */
  void packResting(int most) {
    for (int i = 0; i < most; i++) {
      StoredObject object = resting.poll();
      if (object == null) {
        return;
      }
      if (table(object.type).objects.get(object.key()) == object) {
        object.pack();
      }
    }
  }

  /** Takes an object as it was written down in an earlier life, without telling anybody. */
  void restore(StoredObject object) {
    table(object.type).objects.put(object.key(), object);
    resting.add(object);
    revision.accumulateAndGet(object.revision, Math::max);
  }

  /** Takes away an object while restoring. */
  void forget(ResourceType type, String key) {
    table(type).objects.remove(key);
  }

  /** Watches can no longer start in the past. */
  void compact() {
    locked(
        () -> {
          tables.values().forEach(table -> table.forgetLog(revision.get()));
          return true;
        });
  }

  void eachWatcher(Consumer<Watcher> action) {
    tables.values().forEach(table -> table.watchers().forEach(action));
  }
}

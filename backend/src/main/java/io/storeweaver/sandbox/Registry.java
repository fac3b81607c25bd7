package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.storeweaver.sandbox.Ownership.Writer;
import io.storeweaver.sandbox.Refusal.Cause;
import io.storeweaver.sandbox.ResourceType.Trait;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The verbs that write, for clients (validated, owned) and for the simulated controllers (trusted).
 */
final class Registry {
  /**
   * How a client writes: as whom, through which subresource, and whether only to see what would
   * happen.
   */
  record Write(Writer writer, boolean dryRun, String fieldValidation) {}

  /** What a write led to. */
  record Written(StoredObject object, boolean created) {}

  private static final int MOST_ATTEMPTS = 50;

  private final ObjectStore store;
  private final Admission admission;

  Registry(ObjectStore store, Admission admission) {
    this.store = store;
    this.admission = admission;
  }

  ObjectStore store() {
    return store;
  }

  /** A client's create. */
  StoredObject create(ResourceType type, String namespace, ObjectNode tree, Write write) {
    Strictness.check(type, tree, write.fieldValidation());
    JsonNode owners = Json.metadata(tree).remove("managedFields");
    prepare(type, namespace, tree);
    Validation.check(type, tree);
    if (owners == null || owners.isEmpty()) {
      Ownership.track(null, tree, write.writer());
    } else {
      Json.metadata(tree).set("managedFields", owners);
    }
    return insert(type, tree, write.dryRun());
  }

  /** A controller's create. */
  StoredObject make(ResourceType type, String namespace, ObjectNode tree) {
    prepare(type, namespace, tree);
    return insert(type, tree, false);
  }

  private void prepare(ResourceType type, String namespace, ObjectNode tree) {
    ObjectNode metadata = Json.metadata(tree);
    Names.settle(type, namespace, tree);
    String name = Json.text(metadata, "name");
    if (type.namespaced()) {
      refuseIfTerminating(type, namespace, name);
    }
    metadata.remove(List.of("resourceVersion", "deletionTimestamp", "generation", "selfLink"));
    metadata.put("uid", UUID.randomUUID().toString()).put("creationTimestamp", Json.now());
    if (type.is(Trait.STATUS)) {
      tree.remove("status");
    }
    if (type.is(Trait.GENERATION)) {
      metadata.put("generation", 1);
    }
    admission.beforeCreate(type, tree);
    Defaults.onCreate(type, tree);
  }

  private void refuseIfTerminating(ResourceType type, String namespace, String name) {
    StoredObject home = store.get(ResourceTypes.NAMESPACES, "", namespace);
    if (home == null) {
      throw Refusal.notFound(ResourceTypes.NAMESPACES, namespace);
    }
    if (home.dying) {
      String why =
          "unable to create new content in namespace "
              + namespace
              + " because it is being terminated";
      String cause = "namespace " + namespace + " is being terminated";
      throw Refusal.forbidden(type, name, why)
          .because(List.of(new Cause("NamespaceTerminating", "metadata.namespace", cause)));
    }
  }

  private StoredObject insert(ResourceType type, ObjectNode tree, boolean dryRun) {
    String namespace = Json.text(tree, "metadata", "namespace");
    String name = Json.text(tree, "metadata", "name");
    // counting against a quota and inserting are one step, or two creates could both take the last
    // place
    return store.locked(
        () -> {
          StoredObject there = store.get(type, namespace, name);
          if (there != null) {
            throw there.dying ? Refusal.beingDeleted(type, name) : Refusal.exists(type, name);
          }
          admission.onCreate(type, namespace, tree);
          if (dryRun) {
            return StoredObject.seal(type, 0, tree, StoredObject.encodeRest(tree));
          }
          StoredObject made = store.put(type, tree, null);
          if (made == null) {
            throw Refusal.exists(type, name);
          }
          return made;
        });
  }

  /**
   * A client's replacement or patch: {@code change} gets a copy of the live object and answers the
   * new one.
   */
  StoredObject update(
      ResourceType type,
      String namespace,
      String name,
      Write write,
      UnaryOperator<ObjectNode> change) {
    return rewrite(
        type,
        namespace,
        name,
        write,
        (old, copy) -> {
          ObjectNode next = change.apply(copy);
          Strictness.check(type, next, write.fieldValidation());
          String uid = Json.text(next, "metadata", "uid");
          if (!uid.isEmpty() && !uid.equals(Json.text(old, "metadata", "uid"))) {
            throw Refusal.conflict(type, name, uidMismatch(uid, Json.text(old, "metadata", "uid")));
          }
          SystemFields.keep(type, old, next, write.writer().subresource());
          Defaults.onUpdate(type, next, old);
          Json.metadata(next).set("managedFields", Json.at(old, "metadata", "managedFields"));
          Ownership.track(old, next, write.writer());
          return next;
        });
  }

  /** A client's server-side apply. */
  Written apply(
      ResourceType type,
      String namespace,
      String name,
      ObjectNode document,
      Write write,
      boolean force) {
    checkApplied(type, namespace, name, document);
    if (store.get(type, namespace, name) == null) {
      if (!write.writer().subresource().isEmpty()) {
        throw Refusal.notFound(type, name);
      }
      ObjectNode merged = Ownership.apply(null, document.deepCopy(), write.writer(), force);
      if (type.is(Trait.STATUS)) {
        merged.remove("status");
      }
      return new Written(create(type, namespace, merged, write), true);
    }
    StoredObject written =
        rewrite(
            type,
            namespace,
            name,
            write,
            (old, copy) -> {
              ObjectNode next = Ownership.apply(copy, document.deepCopy(), write.writer(), force);
              SystemFields.keep(type, old, next, write.writer().subresource());
              Defaults.onUpdate(type, next, old);
              return next;
            });
    return new Written(written, false);
  }

  private void checkApplied(ResourceType type, String namespace, String name, ObjectNode document) {
    String given = Json.text(document, "metadata", "name");
    if (!given.isEmpty() && !given.equals(name)) {
      throw Refusal.badRequest(
          "the name of the object ("
              + given
              + ") does not match the name on the URL ("
              + name
              + ")");
    }
    if (!Json.at(document, "metadata", "managedFields").isEmpty()) {
      throw Refusal.badRequest("metadata.managedFields must be nil");
    }
    Names.requireType(type, document);
    Names.requireNamespace(type, namespace, document);
    Json.metadata(document).put("name", name);
    Strictness.checkApplied(type, document);
    String revision = Json.text(document, "metadata", "resourceVersion");
    String uid = Json.text(document, "metadata", "uid");
    StoredObject live = store.get(type, namespace, name);
    boolean stale =
        live == null
            ? !revision.isEmpty() || !uid.isEmpty()
            : !revision.isEmpty() && !revision.equals(Long.toString(live.revision));
    if (stale) {
      throw Refusal.stale(type, name);
    }
    if (live != null && !uid.isEmpty() && !uid.equals(live.uid)) {
      throw Refusal.conflict(type, name, uidMismatch(uid, live.uid));
    }
  }

  private static String uidMismatch(String asked, String real) {
    return "Precondition failed: UID in precondition: " + asked + ", UID in object meta: " + real;
  }

  @FunctionalInterface
  private interface Rewrite {
    ObjectNode next(ObjectNode old, ObjectNode copy);
  }

  private StoredObject rewrite(
      ResourceType type, String namespace, String name, Write write, Rewrite change) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      StoredObject base = need(type, namespace, name);
      ObjectNode old = base.tree();
      ObjectNode next = change.next(old, base.tree());
      if (!write.writer().subresource().equals("status")) {
        Validation.check(type, next);
        Immutability.check(type, next, old, admission);
      }
      SystemFields.refuseNewFinalizers(type, name, old, next);
      if (next.equals(old)) {
        return base;
      }
      SystemFields.countGeneration(type, old, next);
      if (write.dryRun()) {
        return StoredObject.seal(type, base.revision, next, StoredObject.encodeRest(next));
      }
      StoredObject written = store.put(type, next, base);
      if (written != null) {
        return removeIfFreed(written, next);
      }
    }
    throw Refusal.stale(type, name);
  }

  /** The last finalizer of a dying object went: so does the object. */
  private StoredObject removeIfFreed(StoredObject written, ObjectNode tree) {
    boolean held =
        !Json.at(tree, "metadata", "finalizers").isEmpty()
            || !Json.at(tree, "spec", "finalizers").isEmpty()
            || Json.at(tree, "metadata", "deletionGracePeriodSeconds").asInt() > 0;
    if (written.dying && !held) {
      StoredObject last = store.remove(written);
      return last == null ? written : last;
    }
    return written;
  }

  /** A controller's change of the present version of an object; null when it is gone. */
  @Nullable StoredObject mutate(StoredObject object, Consumer<ObjectNode> edit) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      StoredObject base = store.fresh(object);
      if (base == null) {
        return null;
      }
      ObjectNode tree = base.tree();
      edit.accept(tree);
      StoredObject written = store.put(base.type, tree, base);
      if (written != null) {
        return written == base ? base : removeIfFreed(written, tree);
      }
    }
    throw Refusal.stale(object.type, object.name);
  }

  StoredObject need(ResourceType type, String namespace, String name) {
    StoredObject object = store.get(type, namespace, name);
    if (object == null) {
      throw Refusal.notFound(type, name);
    }
    return object;
  }
}

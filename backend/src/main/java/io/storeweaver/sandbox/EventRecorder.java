package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Writes Event objects: repeats are counted, and each namespace keeps only its latest ones. */
final class EventRecorder {
  private static final int MOST_NORMAL = 12;
  private static final int MOST_WARNINGS = 40;

  private final Registry registry;
  private final ObjectStore store;

  EventRecorder(Registry registry) {
    this.registry = registry;
    store = registry.store();
  }

  void normal(StoredObject about, String source, String reason, String message) {
    record(about, "Normal", source, reason, message);
  }

  void warning(StoredObject about, String source, String reason, String message) {
    record(about, "Warning", source, reason, message);
  }

  private void record(
      StoredObject about, String type, String source, String reason, String message) {
    if (about.namespace.isEmpty()) {
      return;
    }
    int hash = (about.uid + reason + message).hashCode();
    String name = String.format(Locale.ROOT, "%s.%08x", about.name, hash);
    StoredObject same = store.get(ResourceTypes.EVENTS, about.namespace, name);
    if (same != null) {
      registry.mutate(
          same,
          tree ->
              tree.put("count", tree.path("count").asInt() + 1).put("lastTimestamp", Json.now()));
      return;
    }
    try {
      registry.make(
          ResourceTypes.EVENTS, about.namespace, event(about, name, type, source, reason, message));
      forgetOldest(about.namespace, type);
    } catch (Refusal terminating) {
      // a namespace that goes away takes no more events
    }
  }

  private static ObjectNode event(
      StoredObject about, String name, String type, String source, String reason, String message) {
    ObjectNode involved =
        Json.object("kind", about.type.kind(), "namespace", about.namespace, "name", about.name);
    involved.put("uid", about.uid).put("apiVersion", about.type.apiVersion());
    ObjectNode event = Json.object("metadata", Json.object("name", name));
    event.set("involvedObject", involved);
    event.put("type", type).put("reason", reason).put("message", message).put("count", 1);
    event.put("firstTimestamp", Json.now()).put("lastTimestamp", Json.now());
    event.set("source", Json.object("component", source));
    return event.put("reportingComponent", source);
  }

  private void forgetOldest(String namespace, String type) {
    int most = type.equals("Normal") ? MOST_NORMAL : MOST_WARNINGS;
    List<StoredObject> events = store.list(ResourceTypes.EVENTS, namespace);
    if (events.size() <= most) {
      return;
    }
    List<StoredObject> same =
        events.stream()
            .filter(event -> Json.text(event.tree(), "type").equals(type))
            .sorted(Comparator.comparingLong(event -> event.revision))
            .toList();
    same.stream().limit(Math.max(0, same.size() - most)).forEach(store::remove);
  }
}

package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.storeweaver.sandbox.Ownership.Writer;
import io.storeweaver.sandbox.Refusal.Cause;
import io.storeweaver.sandbox.Registry.Write;
import io.storeweaver.sandbox.Registry.Written;
import java.util.List;
import java.util.function.UnaryOperator;

/** Answers POST, PUT, PATCH and DELETE. */
final class Writes {
  /** An HTTP code and a body. */
  static final class Answer {
    final int code;
    final byte[] json;

    Answer(int code, byte[] json) {
      this.code = code;
      this.json = json;
    }
  }

  private final ObjectStore store;
  private final Registry registry;
  private final Deletion deletion;
  private final Reads reads;
  private final Scale scale;

  Writes(ObjectStore store, Registry registry, Deletion deletion, Reads reads) {
    this.store = store;
    this.registry = registry;
    this.deletion = deletion;
    this.reads = reads;
    scale = new Scale(registry);
  }

  Answer serve(ApiRequest request, ResourceType type, byte[] body, String userAgent) {
    if (body.length > 3 && body[0] == 'k' && body[1] == '8' && body[2] == 's' && body[3] == 0) {
      throw Refusal.of(
          415,
          "UnsupportedMediaType",
          "the body of the request was in an unknown format - accepted media types include:"
              + " application/json, application/yaml");
    }
    if (request.subresource().equals("scale")) {
      return ok(scale.write(request, type, body, write(request, userAgent)));
    }
    return switch (request.method()) {
      case "POST" -> post(request, type, body, write(request, userAgent));
      case "PUT" -> ok(put(request, type, Json.parseBody(body), write(request, userAgent)).json());
      case "PATCH" -> patch(request, type, body, write(request, userAgent));
      case "DELETE" ->
          delete(request, type, body.length == 0 ? Json.object() : Json.parseBody(body));
      default -> throw Refusal.notAllowed();
    };
  }

  private static Answer ok(byte[] json) {
    return new Answer(200, json);
  }

  private static Write write(ApiRequest request, String userAgent) {
    String asked = request.parameter("fieldManager");
    String manager = asked.isEmpty() ? userAgent.replaceFirst("[/ ].*", "") : asked;
    String subresource = request.subresource().equals("status") ? "status" : "";
    return new Write(
        new Writer(manager.isEmpty() ? "unknown" : manager, subresource),
        request.dryRun(),
        request.parameter("fieldValidation"));
  }

  private Answer post(ApiRequest request, ResourceType type, byte[] body, Write write) {
    if (request.subresource().equals("eviction")) {
      ObjectNode options = Json.child(Json.parseBody(body), "deleteOptions");
      return new Answer(201, deleted(request, type, options));
    }
    if (!request.name().isEmpty()) {
      throw Refusal.notAllowed();
    }
    StoredObject made = registry.create(type, request.namespace(), Json.parseBody(body), write);
    return new Answer(201, made.json());
  }

  private StoredObject put(ApiRequest request, ResourceType type, ObjectNode body, Write write) {
    Names.requireType(type, body);
    Names.requireNamespace(type, request.namespace(), body);
    if (request.subresource().equals("finalize")) {
      return finalizeNamespace(type, request.name(), body);
    }
    return change(request, type, write, live -> body.deepCopy());
  }

  private StoredObject finalizeNamespace(ResourceType type, String name, ObjectNode body) {
    StoredObject home = registry.need(type, "", name);
    StoredObject left =
        registry.mutate(
            home,
            tree ->
                Json.child(tree, "spec")
                    .set("finalizers", Json.list(Json.child(body, "spec"), "finalizers")));
    return left == null ? home : left;
  }

  /**
   * Runs a change under the optimistic lock: a resourceVersion that the new object carries must be
   * the live one.
   */
  private StoredObject change(
      ApiRequest request, ResourceType type, Write write, UnaryOperator<ObjectNode> change) {
    return registry.update(
        type,
        request.namespace(),
        request.name(),
        write,
        live -> {
          String revision = Json.text(live, "metadata", "resourceVersion");
          ObjectNode next = change.apply(live);
          String asked = Json.text(next, "metadata", "resourceVersion");
          if (!asked.isEmpty() && !asked.equals(revision)) {
            throw Refusal.stale(type, request.name());
          }
          return next;
        });
  }

  private Answer patch(ApiRequest request, ResourceType type, byte[] body, Write write) {
    String form = request.contentType();
    if (request.serverSideApply()) {
      if (request.parameter("fieldManager").isEmpty()) {
        throw managerRequired();
      }
      ObjectNode document = Json.parseBody(body);
      Written written =
          registry.apply(
              type, request.namespace(), request.name(), document, write, request.flag("force"));
      return new Answer(written.created() ? 201 : 200, written.object().json());
    }
    if (form.contains("json-patch")) {
      return ok(change(request, type, write, live -> Merge.jsonPatch(live, body)).json());
    }
    ObjectNode document = Json.parseBody(body);
    if (form.contains("strategic")) {
      return ok(change(request, type, write, live -> Merge.strategic(live, document)).json());
    }
    if (form.contains("merge-patch")) {
      return ok(change(request, type, write, live -> Merge.plain(live, document)).json());
    }
    throw Refusal.of(
        415, "UnsupportedMediaType", "the body of the request was in an unknown format: " + form);
  }

  private static Refusal managerRequired() {
    String why = "Required value: is required for apply patch";
    return Refusal.of(
            422, "Invalid", "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: " + why)
        .because(List.of(Cause.of("Required", "fieldManager", why)));
  }

  private Answer delete(ApiRequest request, ResourceType type, ObjectNode options) {
    if (!request.parameter("propagationPolicy").isEmpty()) {
      options.put("propagationPolicy", request.parameter("propagationPolicy"));
    }
    if (request.parameter("gracePeriodSeconds").matches("\\d{1,9}")) {
      options.put("gracePeriodSeconds", Integer.parseInt(request.parameter("gracePeriodSeconds")));
    }
    if (!request.name().isEmpty()) {
      return ok(deleted(request, type, options));
    }
    byte[] list = reads.serve(request, type, false);
    Selector selector = request.selector();
    for (StoredObject object : store.list(type, request.scope())) {
      if (selector.matches(object) && !request.dryRun()) {
        deletion.delete(object, options.deepCopy());
      }
    }
    return ok(list);
  }

  private byte[] deleted(ApiRequest request, ResourceType type, ObjectNode options) {
    StoredObject last =
        deletion.delete(type, request.namespace(), request.name(), options, request.dryRun());
    boolean gone = store.fresh(last) == null;
    if (!gone || type == ResourceTypes.PODS) {
      return last.json();
    }
    ObjectNode details = Json.object("name", last.name);
    if (!type.group().isEmpty()) {
      details.put("group", type.group());
    }
    details.put("kind", type.plural()).put("uid", last.uid);
    ObjectNode status =
        Json.object("kind", "Status", "apiVersion", "v1", "metadata", Json.object());
    return Json.bytes(status.put("status", "Success").set("details", details));
  }
}

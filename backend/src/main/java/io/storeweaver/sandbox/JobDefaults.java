package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a Job fills in, its own selector included. */
final class JobDefaults {
  private JobDefaults() {}

  static void job(ObjectNode spec) {
    Json.putDefault(spec, "parallelism", 1);
    Json.putDefault(spec, "completions", 1);
    Json.putDefault(spec, "backoffLimit", 6);
    Json.putDefault(spec, "completionMode", "NonIndexed");
    Json.putDefault(spec, "suspend", false);
    Json.putDefault(spec, "podReplacementPolicy", "TerminatingOrFailed");
    PodDefaults.template(spec);
  }

  static void cronJob(ObjectNode spec) {
    Json.putDefault(spec, "concurrencyPolicy", "Allow");
    Json.putDefault(spec, "suspend", false);
    Json.putDefault(spec, "successfulJobsHistoryLimit", 3);
    Json.putDefault(spec, "failedJobsHistoryLimit", 1);
    ObjectNode template = Json.child(Json.child(spec, "jobTemplate"), "spec");
    PodDefaults.template(template);
  }

  /** A Job selects its pods by its own uid, so that two Jobs of one name never share pods. */
  static void identify(ObjectNode tree) {
    ObjectNode spec = Json.child(tree, "spec");
    if (spec.path("manualSelector").asBoolean()) {
      return;
    }
    String uid = Json.text(tree, "metadata", "uid");
    String name = Json.text(tree, "metadata", "name");
    ObjectNode labels = Json.child(Json.metadata(Json.child(spec, "template")), "labels");
    labels.put("batch.kubernetes.io/controller-uid", uid).put("controller-uid", uid);
    labels.put("batch.kubernetes.io/job-name", name).put("job-name", name);
    spec.set(
        "selector",
        Json.object("matchLabels", Json.object("batch.kubernetes.io/controller-uid", uid)));
  }

  /** An update that leaves the generated selector and labels out does not take them back. */
  static void keep(ObjectNode tree, ObjectNode old) {
    ObjectNode spec = Json.child(tree, "spec");
    if (!spec.has("selector") && Json.at(old, "spec").has("selector")) {
      spec.set("selector", Json.at(old, "spec", "selector"));
    }
    ObjectNode labels = Json.child(Json.metadata(Json.child(spec, "template")), "labels");
    for (var label : Json.at(old, "spec", "template", "metadata", "labels").properties()) {
      if (label.getKey().matches("(batch\\.kubernetes\\.io/)?(controller-uid|job-name)")) {
        labels.set(label.getKey(), label.getValue());
      }
    }
  }
}

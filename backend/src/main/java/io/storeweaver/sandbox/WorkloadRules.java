package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.storeweaver.sandbox.PodRules.Owner;
import java.util.Set;

/** What workloads, and the claims of their pods, must look like. */
final class WorkloadRules {
  private static final Set<String> ACCESS_MODES =
      Set.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");

  private WorkloadRules() {}

  static void workload(JsonNode spec, Problems problems, Owner owner) {
    notNegative(spec, "replicas", problems);
    notNegative(spec, "minReadySeconds", problems);
    notNegative(spec, "revisionHistoryLimit", problems);
    JsonNode selector = spec.path("selector");
    if (selector.isMissingNode()) {
      problems.required("spec.selector", "");
      mismatch(Json.at(spec, "template", "metadata", "labels"), problems);
    } else if (selector.isEmpty()) {
      problems.invalid("spec.selector", selector, "empty selector is invalid for deployment");
    } else {
      Validation.labels(selector.path("matchLabels"), "spec.selector.matchLabels", problems);
      matching(spec, selector, problems);
    }
    template(spec, "spec", problems, owner);
  }

  private static void matching(JsonNode spec, JsonNode selector, Problems problems) {
    JsonNode labels = Json.at(spec, "template", "metadata", "labels");
    for (var wanted : selector.path("matchLabels").properties()) {
      if (!wanted.getValue().equals(labels.path(wanted.getKey()))) {
        mismatch(labels, problems);
        return;
      }
    }
  }

  private static void mismatch(JsonNode labels, Problems problems) {
    problems.invalid(
        "spec.template.metadata.labels",
        labels.isMissingNode() ? Json.object() : labels,
        "`selector` does not match template `labels`");
  }

  private static void template(JsonNode spec, String field, Problems problems, Owner owner) {
    JsonNode template = spec.path("template");
    Validation.labels(
        Json.at(template, "metadata", "labels"), field + ".template.labels", problems);
    for (var annotation : Json.at(template, "metadata", "annotations").properties()) {
      problems.check(field + ".template.annotations", annotation.getKey(), NameRule.QUALIFIED);
    }
    new PodRules(problems).spec(template.path("spec"), field + ".template.spec", owner);
  }

  private static void notNegative(JsonNode spec, String field, Problems problems) {
    if (spec.path(field).asInt() < 0) {
      problems.invalid("spec." + field, spec.path(field), "must be greater than or equal to 0");
    }
  }

  static void statefulSet(JsonNode spec, Problems problems) {
    workload(spec, problems, Owner.STATEFUL);
    int i = 0;
    for (JsonNode claim : spec.path("volumeClaimTemplates")) {
      claim(claim.path("spec"), "spec.volumeClaimTemplates[" + i + "].spec", problems);
      i++;
    }
  }

  static void job(JsonNode spec, Problems problems) {
    notNegative(spec, "backoffLimit", problems);
    notNegative(spec, "parallelism", problems);
    notNegative(spec, "completions", problems);
    notNegative(spec, "ttlSecondsAfterFinished", problems);
    template(spec, "spec", problems, Owner.JOB);
  }

  static void cronJob(JsonNode spec, Problems problems) {
    String schedule = Json.text(spec, "schedule");
    if (problems.present("spec.schedule", schedule, "")
        && !schedule.matches("@\\w+|(\\S+\\s+){4}\\S+")) {
      problems.invalid(
          "spec.schedule",
          "\"" + schedule + "\"",
          "expected exactly 5 fields, found "
              + schedule.split("\\s+", -1).length
              + ": ["
              + schedule
              + "]");
    }
    template(Json.at(spec, "jobTemplate", "spec"), "spec.jobTemplate.spec", problems, Owner.JOB);
  }

  static void claim(JsonNode spec, String field, Problems problems) {
    if (spec.path("accessModes").isEmpty()) {
      problems.required(field + ".accessModes", "at least 1 access mode is required");
    }
    for (JsonNode mode : spec.path("accessModes")) {
      if (!ACCESS_MODES.contains(mode.asText())) {
        problems.notSupported(field + ".accessModes", mode.asText(), ACCESS_MODES);
      }
    }
    JsonNode storage = Json.at(spec, "resources", "requests", "storage");
    if (storage.isMissingNode()) {
      problems.required(field + ".resources[storage]", "");
    } else if (Quantities.parse(storage.asText()).signum() <= 0) {
      problems.invalid(field + ".resources[storage]", storage, "must be greater than zero");
    }
  }
}

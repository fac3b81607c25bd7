package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Runs Jobs to completion, or to their backoff limit. */
final class Jobs extends Workload {
  private static final String SOURCE = "job-controller";
  private static final int FIRST_BACKOFF = 500;
  private static final int LONGEST_BACKOFF = 4_000;
  private static final int MOST_DOUBLINGS = 3;

  private record Count(int active, int ready, int succeeded, int failed) {}

  private final Map<String, Long> notBefore = new ConcurrentHashMap<>();

  Jobs(Context context) {
    super(context, ResourceTypes.JOBS);
  }

  @Override
  void reconcile(StoredObject job, ObjectNode tree) {
    JsonNode status = tree.path("status");
    if (Conditions.isTrue(status, "Complete") || Conditions.isTrue(status, "Failed")) {
      expire(job, tree);
      return;
    }
    JsonNode spec = tree.path("spec");
    Count count = count(job, spec);
    boolean complete = count.succeeded() >= spec.path("completions").asInt(1);
    boolean failed = !complete && count.failed() > spec.path("backoffLimit").asInt(6);
    if (complete || failed || spec.path("suspend").asBoolean()) {
      activePods(job).forEach(context.deletion()::delete);
    } else {
      int missing =
          Math.min(
                  spec.path("parallelism").asInt(1),
                  spec.path("completions").asInt(1) - count.succeeded())
              - count.active();
      if (missing > 0 && mayStart(job, status, count)) {
        count =
            new Count(
                count.active() + start(job, tree, missing),
                count.ready(),
                count.succeeded(),
                count.failed());
      }
    }
    write(job, count, complete, failed);
  }

  private Count count(StoredObject job, JsonNode spec) {
    boolean inPlace = Json.text(spec, "template", "spec", "restartPolicy").equals("OnFailure");
    int active = 0;
    int ready = 0;
    int succeeded = 0;
    int failed = 0;
    for (StoredObject pod : store.children(job, ResourceTypes.PODS)) {
      ObjectNode tree = pod.tree();
      switch (Json.text(tree, "status", "phase")) {
        case "Succeeded" -> succeeded++;
        case "Failed" -> failed++;
        default -> {
          active += pod.dying ? 0 : 1;
          ready += Pods.ready(tree) ? 1 : 0;
          failed += inPlace ? ContainerStatus.allRestarts(tree) : 0;
        }
      }
    }
    return new Count(active, ready, succeeded, failed);
  }

  /** After a failure, a Job waits longer each time before it tries again. */
  private boolean mayStart(StoredObject job, JsonNode status, Count count) {
    long now = System.nanoTime();
    if (count.failed() > status.path("failed").asInt()) {
      long wait =
          Math.min(
              LONGEST_BACKOFF, (long) FIRST_BACKOFF << Math.min(count.failed(), MOST_DOUBLINGS));
      notBefore.put(job.uid, now + TimeUnit.MILLISECONDS.toNanos(context.timers().scaled(wait, 0)));
    }
    long left = notBefore.getOrDefault(job.uid, now) - now;
    if (left > 0) {
      later(job, 0, TimeUnit.NANOSECONDS.toMillis(left) + 1);
      return false;
    }
    notBefore.remove(job.uid);
    return true;
  }

  private int start(StoredObject job, ObjectNode tree, int missing) {
    for (int started = 0; started < missing; started++) {
      ObjectNode pod =
          PodFactory.from(job, job.name + "-", Json.at(tree, "spec", "template"), Map.of());
      try {
        StoredObject made = context.registry().make(ResourceTypes.PODS, job.namespace, pod);
        retries.done(job);
        context.events().normal(job, SOURCE, "SuccessfulCreate", "Created pod: " + made.name);
      } catch (Refusal e) {
        context.events().warning(job, SOURCE, "FailedCreate", "Error creating: " + e.getMessage());
        later(job, retries.next(job), 50);
        return started;
      }
    }
    return missing;
  }

  private void write(StoredObject job, Count count, boolean complete, boolean failed) {
    String reached = "Reached expected number of succeeded pods";
    String exceeded = "Job has reached the specified backoff limit";
    StoredObject written =
        context
            .registry()
            .mutate(
                job,
                tree -> {
                  ObjectNode status = Json.child(tree, "status");
                  Json.putDefault(status, "startTime", Json.now());
                  Json.count(status, "active", complete || failed ? 0 : count.active());
                  Json.count(status, "ready", complete || failed ? 0 : count.ready());
                  Json.count(status, "succeeded", count.succeeded());
                  Json.count(status, "failed", count.failed());
                  if (complete) {
                    status.put("completionTime", Json.now());
                    Conditions.set(
                        status, "SuccessCriteriaMet", true, "CompletionsReached", reached);
                    Conditions.set(status, "Complete", true, "CompletionsReached", reached);
                  } else if (failed) {
                    Conditions.set(status, "FailureTarget", true, "BackoffLimitExceeded", exceeded);
                    Conditions.set(status, "Failed", true, "BackoffLimitExceeded", exceeded);
                  }
                });
    if (written != null && complete) {
      context.events().normal(job, SOURCE, "Completed", "Job completed");
    } else if (written != null && failed) {
      context.events().warning(job, SOURCE, "BackoffLimitExceeded", exceeded);
    }
  }

  private void expire(StoredObject job, ObjectNode tree) {
    JsonNode seconds = Json.at(tree, "spec", "ttlSecondsAfterFinished");
    if (seconds.isInt()) {
      long millis = TimeUnit.SECONDS.toMillis(seconds.asInt());
      context
          .timers()
          .after(millis, 0, "ttl " + job.uid, () -> context.deletion().delete(job, background()));
    }
  }

  private static ObjectNode background() {
    return Json.object("propagationPolicy", "Background");
  }
}

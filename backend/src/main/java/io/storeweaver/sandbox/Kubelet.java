package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.storeweaver.sandbox.PodLife.Note;
import io.storeweaver.sandbox.PodLife.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The simulated nodes: lets pods be scheduled, live, fail and stop. */
final class Kubelet implements Controller {
  private static final int SCHEDULE = 40;
  private static final int CREATE = 300;
  private static final int STOP = 200;
  private static final int MOST_STEPS = 50;
  private static final String SOURCE = "kubelet";

  private final Context context;
  private final ObjectStore store;
  private final Scheduler scheduler;

  /** Namespaces in which something that a pod refers to was missing. */
  private final Set<String> incomplete = ConcurrentHashMap.newKeySet();

  Kubelet(Context context, Scheduler scheduler) {
    this.context = context;
    this.scheduler = scheduler;
    store = context.store();
  }

  @Override
  public void on(Change change) {
    StoredObject object = change.object();
    if (object.type == ResourceTypes.PODS) {
      if (change.deletionBegan()) {
        context.timers().after(STOP, 1, "stop " + object.uid, () -> stop(object));
      } else if (change.added()) {
        wake(object, SCHEDULE);
      }
    } else if (object.type == ResourceTypes.CLAIMS && !change.deleted()) {
      context.timers().soon("wake " + object.namespace, () -> wakeUnscheduled(object.namespace));
    } else if (!change.deleted() && refersTo(object) && incomplete.contains(object.namespace)) {
      context.timers().soon("look " + object.namespace, () -> wakeAll(object.namespace));
    }
  }

  private static boolean refersTo(StoredObject object) {
    return object.type == ResourceTypes.SECRETS || object.type == ResourceTypes.CONFIG_MAPS;
  }

  @Override
  public void onTrouble(String namespace) {
    context.timers().soon("look " + namespace, () -> wakeAll(namespace));
  }

  private void wakeAll(String namespace) {
    incomplete.remove(namespace);
    store.list(ResourceTypes.PODS, namespace).forEach(pod -> wake(pod, 0));
  }

  private void wakeUnscheduled(String namespace) {
    for (StoredObject pod : store.list(ResourceTypes.PODS, namespace)) {
      if (Json.text(pod.tree(), "spec", "nodeName").isEmpty()) {
        wake(pod, 0);
      }
    }
  }

  private void wake(StoredObject pod, long millis) {
    wake(pod, millis, 0);
  }

  private void wake(StoredObject pod, long millis, long floor) {
    context.timers().after(millis, floor, "pod " + pod.uid, () -> look(pod));
  }

  private void stop(StoredObject pod) {
    context.deletion().delete(pod, Json.object("gracePeriodSeconds", 0));
  }

  private void look(StoredObject pod) {
    StoredObject now = store.fresh(pod);
    if (now == null || now.dying) {
      return;
    }
    ObjectNode tree = now.tree();
    if (Json.text(tree, "spec", "nodeName").isEmpty()) {
      if (scheduler.schedule(now, tree)) {
        wake(now, CREATE);
      }
      return;
    }
    boolean lost = Json.text(tree, "status", "reason").equals("NodeLost");
    if (lost && context.troubles().of(now) != Scenario.NODE_LOST) {
      // what ran on a lost node is made anew elsewhere
      context.deletion().delete(now, Json.object("gracePeriodSeconds", 0));
      return;
    }
    live(now);
  }

  private void live(StoredObject pod) {
    List<Note> notes = new ArrayList<>();
    Step[] last = {Step.REST};
    context
        .registry()
        .mutate(
            pod,
            tree -> {
              notes.clear();
              last[0] = advance(pod, tree, notes);
            });
    for (Note note : notes) {
      if (note.warning()) {
        context.events().warning(pod, SOURCE, note.reason(), note.message());
      } else {
        context.events().normal(pod, SOURCE, note.reason(), note.message());
      }
    }
    Step step = last[0];
    if (!step.rests()) {
      wake(pod, step.millis(), step.floor());
    } else if (notes.stream().anyMatch(Note::warning)) {
      incomplete.add(pod.namespace);
    }
  }

  /** As many steps as take no time at the present pace, in one write. */
  private Step advance(StoredObject pod, ObjectNode tree, List<Note> notes) {
    References references = new References(store, pod.namespace);
    Step step = Step.REST;
    for (int i = 0; i < MOST_STEPS; i++) {
      PodLife life = new PodLife(tree, context.troubles().of(pod), references);
      step = life.advance();
      notes.addAll(life.notes());
      if (step.rests() || context.timers().scaled(step.millis(), step.floor()) > 0) {
        return step;
      }
    }
    return step;
  }
}

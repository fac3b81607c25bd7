package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the objects in a file, so that they outlive the process: one line for each write, the
 * latest of each object at least every 200 ms. Rewritten at each start and whenever it has become
 * much longer than what it says.
 */
final class Journal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final int FLUSH_MILLIS = 200;
  private static final long LEAST_TO_REWRITE = 64L << 20;
  private static final int GROWTH = 4;
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final ObjectStore store;
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("sandbox-journal").factory());

  /** The latest write of each object since the last flush; guarded by itself. */
  private final Map<String, Change> dirty = new LinkedHashMap<>();

  private OutputStream out;
  private long written;
  private long rewrittenAt;

  private Journal(Path file, ObjectStore store) throws IOException {
    this.file = file;
    this.store = store;
    out = rewrite();
  }

  /** Restores what an earlier sandbox left in the directory, and goes on writing there. */
  static Journal open(Path directory, ObjectStore store) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve("objects.jsonl");
    if (Files.exists(file)) {
      restore(file, store);
    }
    Journal journal = new Journal(file, store);
    store.listen(journal::note);
    return journal;
  }

  private static void restore(Path file, ObjectStore store) throws IOException {
    Map<String, Integer> count = new HashMap<>();
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      lines.forEach(
          line -> count.merge(restoreLine(line, store) ? "kept" : "dropped", 1, Integer::sum));
    }
    LOG.debug("restored the sandbox from {}: {}", file, count);
  }

  /** A line that was cut when the process was killed is no JSON, and is dropped. */
  private static boolean restoreLine(String line, ObjectStore store) {
    try {
      if (!(Json.MAPPER.readTree(line) instanceof ObjectNode entry)) {
        return false;
      }
      ResourceType type = ResourceTypes.byGroupResource(Json.text(entry, "type"));
      if (type == null) {
        return false;
      }
      JsonNode object = entry.path("object");
      if (object instanceof ObjectNode tree) {
        long revision = Long.parseLong(Json.text(tree, "metadata", "resourceVersion"));
        store.restore(StoredObject.seal(type, revision, tree, StoredObject.encodeRest(tree)));
      } else {
        store.forget(type, Json.text(entry, "deleted"));
      }
      return true;
    } catch (IOException | NumberFormatException e) {
      return false;
    }
  }

  /** Writes the present objects into a new file and puts it in the old one's place. */
  private OutputStream rewrite() throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    written = 0;
    try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(fresh), BUFFER)) {
      for (ResourceType type : ResourceTypes.all()) {
        for (StoredObject object : store.list(type, null)) {
          write(to, new Change(Change.Kind.ADDED, object, null));
        }
      }
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    rewrittenAt = written;
    return new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.APPEND), BUFFER);
  }

  private void write(OutputStream to, Change change) throws IOException {
    StoredObject object = change.object();
    String head = "{\"type\":\"" + object.type.groupResource() + "\",";
    to.write(head.getBytes(StandardCharsets.UTF_8));
    if (change.deleted()) {
      to.write(("\"deleted\":\"" + object.key() + "\"}\n").getBytes(StandardCharsets.UTF_8));
    } else {
      to.write("\"object\":".getBytes(StandardCharsets.UTF_8));
      to.write(object.json());
      to.write("}\n".getBytes(StandardCharsets.UTF_8));
    }
    written += object.size();
  }

  private void note(Change change) {
    synchronized (dirty) {
      if (dirty.isEmpty()) {
        schedule();
      }
      dirty.put(change.object().type.groupResource() + " " + change.object().key(), change);
    }
  }

  private void schedule() {
    try {
      Future<?> _ = writer.schedule(this::flush, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      LOG.debug("a change after the sandbox was closed is not kept");
    }
  }

  private synchronized void flush() {
    Map<String, Change> changes;
    synchronized (dirty) {
      changes = new LinkedHashMap<>(dirty);
      dirty.clear();
    }
    try {
      for (Change change : changes.values()) {
        write(out, change);
      }
      out.flush();
      if (written > LEAST_TO_REWRITE && written > GROWTH * rewrittenAt) {
        out.close();
        out = rewrite();
      }
    } catch (IOException e) {
      LOG.warn(
          "the sandbox could not keep {} changes in {}: {}", changes.size(), file, e.getMessage());
    }
  }

  @Override
  public void close() {
    writer.shutdown();
    flush();
    try {
      synchronized (this) {
        out.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

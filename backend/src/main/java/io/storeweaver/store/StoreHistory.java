package io.storeweaver.store;

import io.storeweaver.Rejected;
import io.storeweaver.account.Caller;
import io.storeweaver.store.Releases.Release;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened to a store and what was applied for it, as clients read it. */
public final class StoreHistory {
  private final Stores stores;
  private final StoreEvents events;
  private final Releases releases;

  public StoreHistory(Stores stores, StoreEvents events, Releases releases) {
    this.stores = stores;
    this.events = events;
    this.releases = releases;
  }

  Map<String, Object> events(Caller caller, String id, int size, @Nullable String pageToken) {
    stores.get(caller, id);
    List<StoreEvent> found = events.page(caller, id, before(pageToken), size + 1);
    boolean more = found.size() > size;
    List<StoreEvent> page = more ? found.subList(0, size) : found;
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("events", page);
    answer.put("next_page_token", more ? Long.toString(page.getLast().id()) : null);
    return answer;
  }

  private static long before(@Nullable String pageToken) {
    if (pageToken == null || pageToken.isBlank()) {
      return Long.MAX_VALUE;
    }
    if (!pageToken.matches("\\d{1,18}")) {
      throw Rejected.invalid(
          "page_token",
          "page_token is not one that this list gave out; leave it out to start with the newest event");
    }
    return Long.parseLong(pageToken);
  }

  Map<String, Object> revisions(Caller caller, String id) {
    Store store = stores.get(caller, id);
    return Map.of(
        "revisions", releases.list(caller, id).stream().map(r -> revision(store, r)).toList());
  }

  private static Map<String, Object> revision(Store store, Release release) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("revision", release.revision());
    json.put(
        "current", Integer.valueOf(release.revision()).equals(store.status().appliedRevision()));
    json.put("chart_version", release.chartVersion());
    json.put("plan", release.plan().id());
    json.put("suspended", release.suspended());
    json.put("description", release.description());
    json.put("digest", release.digest());
    json.put("objects", release.inventory().size());
    json.put("started_at", release.startedAt());
    json.put("applied_at", release.appliedAt());
    return json;
  }

  Map<String, Object> manifest(Caller caller, String id, Optional<Integer> revision) {
    stores.get(caller, id);
    List<Release> known = releases.list(caller, id);
    Release release =
        known.stream()
            .filter(r -> revision.isEmpty() || revision.get() == r.revision())
            .findFirst()
            .orElseThrow(
                () ->
                    Rejected.invalid(
                        "revision",
                        known.isEmpty()
                            ? "nothing was applied for this store yet"
                            : "that revision does not exist"));
    return Map.of("revision", release.revision(), "manifest", release.manifest());
  }
}

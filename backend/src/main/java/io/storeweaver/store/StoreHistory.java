package io.storeweaver.store;

import io.storeweaver.Rejected;
import io.storeweaver.account.Caller;
import io.storeweaver.store.Releases.Release;
import io.storeweaver.store.StoreAnswers.Revision;
import io.storeweaver.store.StoreAnswers.RevisionList;
import io.storeweaver.store.StoreAnswers.StoreEventPage;
import io.storeweaver.store.StoreAnswers.StoreManifest;
import java.util.List;
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

  StoreEventPage events(Caller caller, String id, int size, @Nullable String pageToken) {
    stores.get(caller, id);
    List<StoreEvent> found = events.page(caller, id, before(pageToken), size + 1);
    boolean more = found.size() > size;
    List<StoreEvent> page = more ? found.subList(0, size) : found;
    return new StoreEventPage(page, more ? Long.toString(page.getLast().id()) : null);
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

  RevisionList revisions(Caller caller, String id) {
    Store store = stores.get(caller, id);
    return new RevisionList(
        releases.list(caller, id).stream().map(release -> Revision.of(store, release)).toList());
  }

  StoreManifest manifest(Caller caller, String id, Optional<Integer> revision) {
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
    return new StoreManifest(release.revision(), release.manifest());
  }
}

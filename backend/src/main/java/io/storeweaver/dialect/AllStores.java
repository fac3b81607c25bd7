package io.storeweaver.dialect;

import io.storeweaver.account.Caller;
import io.storeweaver.store.Store;
import io.storeweaver.store.StoreSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The caller's live stores, newest first, all at once: the earlier systems knew no pages. */
final class AllStores {
  private static final int AT_ONCE = 200;

  private AllStores() {}

  static List<Store> of(StoreSearch search, Caller caller) {
    StoreSearch.Filter live =
        new StoreSearch.Filter(List.of(), Optional.empty(), "", Optional.empty(), false);
    List<Store> all = new ArrayList<>();
    Optional<String> token = Optional.empty();
    do {
      StoreSearch.Page page = search.page(caller, live, StoreSearch.Sort.NEWEST, AT_ONCE, token);
      all.addAll(page.stores());
      token = Optional.ofNullable(page.nextPageToken());
    } while (token.isPresent());
    return all;
  }
}

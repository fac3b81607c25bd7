package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;

/** What all commands have that change one store and may wait for it to be done. */
final class ChangedStore {
  @Mixin private StoreParameter store = new StoreParameter();
  @Mixin private WaitOptions wait = new WaitOptions();

  /**
   * Asks for the change and follows it.
   *
   * @param ask sends it, given the id of the store
   * @param done what holds once the goal is reached, such as {@code is suspended}
   */
  void change(Weaver weaver, BiFunction<StoreCalls, String, JsonNode> ask, Goal goal, String done) {
    Api api = weaver.api();
    StoreCalls stores = new StoreCalls(api);
    JsonNode accepted = ask.apply(stores, stores.id(store.text()));
    new StoreChange(weaver, api).follow(accepted, goal, wait, done);
  }
}

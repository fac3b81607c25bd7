package io.storeweaver.sandbox;

/**
 * A part of the simulated control plane. Both calls come inside the store's lock and must only set
 * timers.
 */
interface Controller {
  void on(Change change);

  /** The scenario of a namespace began, ended or was retried. */
  default void onTrouble(String namespace) {}
}

package io.storeweaver.reconcile;

import java.util.Locale;

/** How a turn ended. */
enum TurnResult {
  /** The store is where it can be; it is looked at again when something happens. */
  SETTLED,
  /** Something is awaited. */
  WAITING,
  /** The cluster or the chart refused, and it is tried again later. */
  FAILED,
  /** Another replica had taken over; nothing was written. */
  LOST,
  /** Something unforeseen happened, or the database was away. */
  BROKEN;

  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}

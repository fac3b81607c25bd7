package io.storeweaver.store;

import java.util.Arrays;

/** How urgent it is to look at a store; a lower rank always goes first. */
public enum Lane {
  /** A person waits for it. */
  USER(0),
  /** Something happened in the cluster, or an earlier try failed. */
  RECOVERY(1),
  /** The periodic net under the watches. */
  RESYNC(2);

  private final int rank;

  Lane(int rank) {
    this.rank = rank;
  }

  /** The lane that the queue stores as {@code rank}. */
  static Lane of(int rank) {
    return Arrays.stream(values()).filter(lane -> lane.rank == rank).findFirst().orElseThrow();
  }

  /** The lane as the queue stores it. */
  int rank() {
    return rank;
  }
}

package io.storeweaver.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Gives every entry its place and its hash a moment after its transaction. Were that done in the
 * transaction itself, all writers would have to wait for each other's commits.
 */
public final class AuditChain {
  private static final int AT_A_TIME = 1000;

  private final Jdbi jdbi;

  /** An entry of the chain: its place, its hash. */
  @Schema(name = "AuditLink", description = "An entry of the chain.")
  public record Link(long seq, String hash) {}

  /**
   * What a look at the whole chain has found.
   *
   * @param entries chained entries that were looked at
   * @param waiting entries that have no place yet
   * @param head the last one: keep it elsewhere, so that a cut-off end shows too
   * @param broken the first thing that is wrong, in a sentence; null where all is well
   */
  @Schema(name = "AuditVerdict", description = "What a look at the whole chain has found.")
  public record Verdict(
      boolean intact,
      @Schema(description = "Entries in the chain.") long entries,
      @Schema(description = "Entries that have no place yet.") long waiting,
      @Schema(description = "Where the chain begins.") Link anchor,
      @Schema(description = "The last entry: keep it elsewhere.") Link head,
      @Schema(description = "The first thing that is wrong; null where all is well.")
          @Nullable String broken) {}

  public AuditChain(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Chains what is not chained yet.
   *
   * @return true where there was more than fits in one go
   */
  public boolean seal() {
    if (!anyWaits()) {
      return false;
    }
    return jdbi.inTransaction(
        handle -> {
          // Whoever finds another replica at it has nothing to do.
          Optional<Ends> ends = ends(handle, "for update skip locked");
          return ends.isPresent() && seal(handle, ends.get().head()) == AT_A_TIME;
        });
  }

  // Asked first, because taking the lock is a write, and mostly there is nothing to do.
  private boolean anyWaits() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select exists (select 1 from audit_log where seq is null)")
                .mapTo(Boolean.class)
                .one());
  }

  private record Ends(Link anchor, Link head) {}

  private static Optional<Ends> ends(Handle handle, String lock) {
    return handle
        .createQuery("select * from audit_chain " + lock)
        .map(
            (row, context) ->
                new Ends(
                    new Link(row.getLong("anchor_seq"), row.getString("anchor_hash")),
                    new Link(row.getLong("head_seq"), row.getString("head_hash"))))
        .findOne();
  }

  private static int seal(Handle handle, Link head) {
    List<AuditEntry> entries =
        handle
            .createQuery("select * from audit_log where seq is null order by id limit :most")
            .bind("most", AT_A_TIME)
            .map(AuditLog.ENTRY)
            .list();
    if (entries.isEmpty()) {
      return 0;
    }
    Link last = head;
    List<Long> ids = new ArrayList<>();
    List<Long> places = new ArrayList<>();
    List<String> hashes = new ArrayList<>();
    for (AuditEntry entry : entries) {
      last = new Link(last.seq() + 1, entry.hashAt(last.seq() + 1, last.hash()));
      ids.add(entry.id());
      places.add(last.seq());
      hashes.add(last.hash());
    }
    handle
        .createUpdate(
            """
            update audit_log l set seq = s.seq, hash = s.hash
            from unnest(:ids, :places, :hashes) as s (id, seq, hash) where l.id = s.id
            """)
        .bindArray("ids", Long.class, ids)
        .bindArray("places", Long.class, places)
        .bindArray("hashes", String.class, hashes)
        .execute();
    handle.execute("update audit_chain set head_seq = ?, head_hash = ?", last.seq(), last.hash());
    return entries.size();
  }

  /** Recomputes the whole chain and says where it is broken, if it is. */
  public Verdict verify() {
    return jdbi.inTransaction(
        org.jdbi.v3.core.transaction.TransactionIsolationLevel.REPEATABLE_READ, AuditChain::verify);
  }

  private static Verdict verify(Handle handle) {
    Ends ends = ends(handle, "").orElseThrow();
    long waiting =
        handle
            .createQuery("select count(*) from audit_log where seq is null")
            .mapTo(Long.class)
            .one();
    Link last = ends.anchor();
    long entries = 0;
    try (var chained =
        handle
            .createQuery("select * from audit_log where seq is not null order by seq")
            .setFetchSize(500)
            .map(AuditLog.ENTRY)
            .iterator()) {
      while (chained.hasNext()) {
        AuditEntry entry = chained.next();
        String broken = fault(entry, last);
        if (broken != null) {
          return new Verdict(false, entries, waiting, ends.anchor(), last, broken);
        }
        last = new Link(last.seq() + 1, String.valueOf(entry.hash()));
        entries++;
      }
    }
    String broken =
        last.equals(ends.head())
            ? null
            : "The chain ends with entry "
                + last.seq()
                + ", but "
                + ends.head().seq()
                + " were chained: the last ones were removed.";
    return new Verdict(broken == null, entries, waiting, ends.anchor(), last, broken);
  }

  private static @Nullable String fault(AuditEntry entry, Link last) {
    long expected = last.seq() + 1;
    Long seq = entry.seq();
    if (seq == null || seq != expected) {
      return "After entry " + last.seq() + " comes " + seq + ": entries were removed.";
    }
    return entry.hashAt(expected, last.hash()).equals(entry.hash())
        ? null
        : "Entry " + expected + " (id " + entry.id() + ") is not as it was recorded.";
  }

  /** Removes entries that are older than they must be kept; the chain then begins after them. */
  public void retain(Duration kept) {
    jdbi.useTransaction(
        handle -> {
          ends(handle, "for update");
          Optional<Link> last =
              handle
                  .createQuery(
                      """
                      select seq, hash from audit_log where seq is not null and at < now() - make_interval(secs => :kept)
                      order by seq desc limit 1
                      """)
                  .bind("kept", (double) kept.toSeconds())
                  .map((row, context) -> new Link(row.getLong(1), row.getString(2)))
                  .findOne();
          if (last.isPresent()) {
            handle.execute("set local storeweaver.audit_retention = 'on'");
            handle.execute("delete from audit_log where seq <= ?", last.get().seq());
            handle.execute(
                "update audit_chain set anchor_seq = ?, anchor_hash = ?",
                last.get().seq(),
                last.get().hash());
          }
        });
  }
}

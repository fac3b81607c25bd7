package io.storeweaver.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.storeweaver.Json;
import io.storeweaver.account.Caller;
import io.storeweaver.account.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What was applied to the cluster, one row a revision. Written by the holder of the store's fence
 * only.
 */
public final class Releases {
  private static final TypeReference<Map<String, String>> INVENTORY = new TypeReference<>() {};

  private final Jdbi jdbi;

  /**
   * One revision of a store.
   *
   * @param digest of the chart and of the values
   * @param manifest the rendered objects as YAML or JSON documents; holds no credentials
   * @param inventory the objects ({@code kind.group/name}) and, once applied, a fingerprint of the
   *     fields that the platform owns in each
   * @param appliedAt when everything was applied, or null while that is under way
   */
  public record Release(
      String storeId,
      int revision,
      String digest,
      String chartVersion,
      String chartDigest,
      Plan plan,
      boolean suspended,
      String description,
      String manifest,
      Map<String, String> inventory,
      Instant startedAt,
      @Nullable Instant appliedAt) {}

  public Releases(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The newest revision, if anything was ever applied. */
  public Optional<Release> latest(String storeId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select * from releases where store_id = ? order by revision desc limit 1")
                .bind(0, storeId)
                .map((row, context) -> release(row))
                .findOne());
  }

  /** What a look at a store needs of its newest revision: everything but the long manifest. */
  public record Head(
      int revision,
      String digest,
      String chartVersion,
      Plan plan,
      boolean suspended,
      String description,
      Map<String, String> inventory,
      @Nullable Instant appliedAt) {}

  /** The head of the newest revision, if anything was ever applied. */
  public Optional<Head> head(String storeId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select revision, digest, chart_version, plan, suspended, description, inventory, applied_at
                    from releases where store_id = ? order by revision desc limit 1
                    """)
                .bind(0, storeId)
                .map((row, context) -> head(row))
                .findOne());
  }

  private static Head head(ResultSet row) throws SQLException {
    Timestamp appliedAt = row.getTimestamp("applied_at");
    return new Head(
        row.getInt("revision"),
        row.getString("digest"),
        row.getString("chart_version"),
        Plan.of(row.getString("plan")).orElseThrow(),
        row.getBoolean("suspended"),
        row.getString("description"),
        Json.read(row.getString("inventory"), INVENTORY),
        appliedAt == null ? null : appliedAt.toInstant());
  }

  static Optional<Release> find(Handle handle, String storeId, int revision) {
    return handle
        .createQuery("select * from releases where store_id = ? and revision = ?")
        .bind(0, storeId)
        .bind(1, revision)
        .map((row, context) -> release(row))
        .findOne();
  }

  /** The revisions of a store that the caller may see, newest first. */
  public List<Release> list(Caller caller, String storeId) {
    return jdbi.withHandle(
        handle ->
            Tenancy.bind(
                    handle.createQuery(
                        """
                    select r.* from releases r join stores s on s.id = r.store_id
                    where r.store_id = :store and %s order by r.revision desc limit 100
                    """
                            .formatted(Tenancy.condition(caller, "s.owner"))),
                    caller)
                .bind("store", storeId)
                .map((row, context) -> release(row))
                .list());
  }

  /**
   * Notes that a revision is about to be applied, so that a crash in the middle repeats it instead
   * of starting another.
   */
  public void begin(Release release) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into releases (store_id, revision, digest, chart_version, chart_digest, plan, suspended, description, manifest, inventory)
                    values (:store, :revision, :digest, :chartVersion, :chartDigest, :plan, :suspended, :description, :manifest, :inventory::jsonb)
                    on conflict (store_id, revision) do nothing
                    """)
                .bind("store", release.storeId())
                .bind("revision", release.revision())
                .bind("digest", release.digest())
                .bind("chartVersion", release.chartVersion())
                .bind("chartDigest", release.chartDigest())
                .bind("plan", release.plan().id())
                .bind("suspended", release.suspended())
                .bind("description", release.description())
                .bind("manifest", release.manifest())
                .bind("inventory", Json.write(release.inventory()))
                .execute());
  }

  /** Notes that everything of a revision is applied, with the fingerprints of what was applied. */
  public void applied(String storeId, int revision, Map<String, String> inventory) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update releases set inventory = :inventory::jsonb, applied_at = coalesce(applied_at, now())
                    where store_id = :store and revision = :revision
                    """)
                .bind("store", storeId)
                .bind("revision", revision)
                .bind("inventory", Json.write(inventory))
                .execute());
  }

  /**
   * Every object that any revision up to this one has had: what is not in the newest one is to be
   * pruned.
   */
  public List<Map<String, String>> inventories(String storeId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select inventory from releases where store_id = ? order by revision desc limit 20")
                .bind(0, storeId)
                .map((row, context) -> Json.read(row.getString(1), INVENTORY))
                .list());
  }

  private static Release release(ResultSet row) throws SQLException {
    Timestamp appliedAt = row.getTimestamp("applied_at");
    return new Release(
        row.getString("store_id"),
        row.getInt("revision"),
        row.getString("digest"),
        row.getString("chart_version"),
        row.getString("chart_digest"),
        Plan.of(row.getString("plan")).orElseThrow(),
        row.getBoolean("suspended"),
        row.getString("description"),
        row.getString("manifest"),
        Json.read(row.getString("inventory"), INVENTORY),
        row.getTimestamp("started_at").toInstant(),
        appliedAt == null ? null : appliedAt.toInstant());
  }
}

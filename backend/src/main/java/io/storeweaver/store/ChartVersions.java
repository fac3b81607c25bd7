package io.storeweaver.store;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The charts that stores can run on, by engine and version. They stay here after a newer release of
 * the platform brings newer ones.
 */
public final class ChartVersions {
  private final Jdbi jdbi;

  /**
   * One version of an engine's chart; {@code appVersion} is the version of the shop system in it.
   */
  public record ChartVersion(Engine engine, String version, String appVersion, String digest) {}

  public ChartVersions(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Adds a chart, or replaces the one of the same version; the newest one added is the default for
   * new stores.
   */
  public void put(ChartVersion chart, byte[] archive) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into charts (engine, version, app_version, digest, archive)
                    values (:engine, :version, :app, :digest, :archive)
                    on conflict (engine, version) do update
                      set app_version = excluded.app_version, digest = excluded.digest, archive = excluded.archive,
                          created_at = now()
                      where charts.digest <> excluded.digest
                    """)
                .bind("engine", chart.engine().id())
                .bind("version", chart.version())
                .bind("app", chart.appVersion())
                .bind("digest", chart.digest())
                .bind("archive", archive)
                .execute());
  }

  /** Every version of the engine's chart, the newest first. */
  public List<ChartVersion> of(Engine engine) {
    return jdbi.withHandle(handle -> of(handle, engine));
  }

  static List<ChartVersion> of(Handle handle, Engine engine) {
    return handle
        .createQuery(
            """
            select version, app_version, digest from charts where engine = :engine
            order by string_to_array(regexp_replace(version, '[^0-9.].*$', ''), '.')::int[] desc, created_at desc
            """)
        .bind("engine", engine.id())
        .map(
            (row, context) ->
                new ChartVersion(engine, row.getString(1), row.getString(2), row.getString(3)))
        .list();
  }

  /** The chart packed as Helm packs it (tgz), if that version is known. */
  public Optional<byte[]> archive(Engine engine, String version) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select archive from charts where engine = :engine and version = :version")
                .bind("engine", engine.id())
                .bind("version", version)
                .mapTo(byte[].class)
                .findOne());
  }

  /**
   * The wanted version, or the newest one where none is named.
   *
   * @throws Rejected where that version is not known
   */
  static ChartVersion choose(Handle handle, Engine engine, Optional<String> wanted) {
    List<ChartVersion> known = of(handle, engine);
    return known.stream()
        .filter(c -> wanted.isEmpty() || c.version().equals(wanted.get()))
        .findFirst()
        .orElseThrow(() -> unknown(engine, wanted.orElse("(newest)"), known));
  }

  private static Rejected unknown(Engine engine, String wanted, List<ChartVersion> known) {
    String message =
        "chart_version \""
            + wanted
            + "\" is not known for "
            + engine.id()
            + "; known are "
            + String.join(", ", known.stream().map(ChartVersion::version).toList());
    return new Rejected(
        Reason.VALIDATION_FAILED,
        message,
        List.of(new Rejected.FieldError("chart_version", message)),
        null);
  }
}

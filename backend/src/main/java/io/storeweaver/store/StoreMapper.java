package io.storeweaver.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.storeweaver.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads a row of {@code stores}. */
final class StoreMapper implements RowMapper<Store> {
  private static final TypeReference<List<Condition>> CONDITIONS = new TypeReference<>() {};
  private static final TypeReference<WaitingFor> WAITING_FOR = new TypeReference<>() {};

  @Override
  public Store map(ResultSet row, StatementContext context) throws SQLException {
    return new Store(
        row.getString("id"),
        row.getString("owner"),
        row.getString("namespace"),
        row.getString("host"),
        Engine.of(row.getString("engine")).orElseThrow(),
        row.getBoolean("storefront"),
        row.getString("admin_email"),
        row.getString("admin_username"),
        time(row, "created_at"),
        spec(row),
        status(row),
        Phase.valueOf(row.getString("status")),
        row.getLong("change_seq"));
  }

  private static StoreSpec spec(ResultSet row) throws SQLException {
    return new StoreSpec(
        row.getString("name"),
        Plan.of(row.getString("plan")).orElseThrow(),
        row.getString("chart_version"),
        row.getString("custom_domain"),
        row.getBoolean("suspended"),
        row.getBoolean("halted"),
        row.getInt("retries"),
        row.getLong("generation"),
        row.getLong("version"),
        time(row, "updated_at"),
        optionalTime(row, "delete_requested_at"));
  }

  private static StoreStatus status(ResultSet row) throws SQLException {
    String waitingFor = row.getString("waiting_for");
    int revision = row.getInt("applied_revision");
    Integer appliedRevision = row.wasNull() ? null : revision;
    return new StoreStatus(
        Phase.valueOf(row.getString("phase")),
        row.getLong("observed_generation"),
        Json.read(row.getString("conditions"), CONDITIONS),
        waitingFor == null ? null : Json.read(waitingFor, WAITING_FOR),
        row.getString("failure_reason"),
        row.getInt("attempts"),
        optionalTime(row, "deadline_at"),
        row.getString("applied_digest"),
        appliedRevision,
        row.getString("credentials_revision"),
        row.getString("engine_version"),
        row.getString("store_url"),
        row.getString("admin_url"),
        optionalTime(row, "ready_at"),
        optionalTime(row, "deleted_at"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }

  private static @Nullable Instant optionalTime(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}

package io.storeweaver.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.storeweaver.Json;
import io.storeweaver.Rejected;
import io.storeweaver.account.Caller;
import io.storeweaver.account.Tenancy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Lists stores: filtered, sorted, a page at a time by cursor, so that a page costs the same
 * wherever it is.
 */
public final class StoreSearch {
  private static final long LATEST_SECOND = 100_000_000_000L;

  private final Jdbi jdbi;

  public StoreSearch(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** What to sort by; the id breaks ties, so that a cursor always names one place. */
  public enum Sort {
    NEWEST("-created_at", "created_at", "timestamptz", true),
    OLDEST("created_at", "created_at", "timestamptz", false),
    NAME("name", "name_key", "text", false),
    NAME_DESCENDING("-name", "name_key", "text", true),
    STATUS("status", "status", "text", false),
    STATUS_DESCENDING("-status", "status", "text", true);

    private final String parameter;
    private final String column;
    private final String type;
    private final boolean descending;

    Sort(String parameter, String column, String type, boolean descending) {
      this.parameter = parameter;
      this.column = column;
      this.type = type;
      this.descending = descending;
    }

    /** The sort named by a query parameter. */
    public static Sort of(String parameter) {
      for (Sort sort : values()) {
        if (sort.parameter.equals(parameter)) {
          return sort;
        }
      }
      throw Rejected.invalid(
          "sort", "sort must be one of created_at, -created_at, name, -name, status, -status");
    }
  }

  /**
   * What to look for; an empty part does not restrict.
   *
   * @param text looked for in name, id, host and custom domain, upper or lower case
   * @param deletedToo whether deleted stores are listed as well
   */
  public record Filter(
      List<Phase> statuses,
      Optional<Engine> engine,
      String text,
      Optional<String> owner,
      boolean deletedToo) {}

  /**
   * One page of a list; {@code nextPageToken} is null on the last one, {@code total} counts all
   * pages.
   */
  public record Page(List<Store> stores, @Nullable String nextPageToken, long total) {}

  private record Cursor(String sort, String value, String id) {}

  /** A page of the caller's stores; an operator sees everybody's. */
  public Page page(Caller caller, Filter filter, Sort sort, int size, Optional<String> pageToken) {
    Optional<Cursor> cursor = pageToken.map(token -> cursor(token, sort));
    return jdbi.inTransaction(
        org.jdbi.v3.core.transaction.TransactionIsolationLevel.REPEATABLE_READ,
        handle -> {
          List<Store> found = rows(handle, caller, filter, sort, size + 1, cursor);
          boolean more = found.size() > size;
          List<Store> stores = more ? found.subList(0, size) : found;
          return new Page(
              List.copyOf(stores),
              more ? token(sort, stores.getLast()) : null,
              total(handle, caller, filter));
        });
  }

  /** How many of the caller's live stores show each status. */
  public Map<Phase, Long> counts(Caller caller) {
    Map<Phase, Long> counts = new EnumMap<>(Phase.class);
    String sql =
        "select status, count(*) from stores where "
            + Tenancy.condition(caller, "owner")
            + " and phase <> 'DELETED' group by status";
    jdbi.useHandle(
        handle ->
            Tenancy.bind(handle.createQuery(sql), caller)
                .map((row, context) -> counts.put(Phase.valueOf(row.getString(1)), row.getLong(2)))
                .list());
    return counts;
  }

  private static List<Store> rows(
      Handle handle, Caller caller, Filter filter, Sort sort, int limit, Optional<Cursor> cursor) {
    String direction = sort.descending ? "desc" : "asc";
    String after =
        cursor.isEmpty()
            ? ""
            : " and (%s, id) %s (:cursor::%s, :cursorId)"
                .formatted(sort.column, sort.descending ? "<" : ">", sort.type);
    String sql =
        "select * from stores where "
            + conditions(caller, filter)
            + after
            + " order by %s %s, id %s limit :limit".formatted(sort.column, direction, direction);
    Query query = bind(handle.createQuery(sql), caller, filter).bind("limit", limit);
    cursor.ifPresent(c -> query.bind("cursor", c.value()).bind("cursorId", c.id()));
    return query.map(new StoreMapper()).list();
  }

  private static long total(Handle handle, Caller caller, Filter filter) {
    return bind(
            handle.createQuery("select count(*) from stores where " + conditions(caller, filter)),
            caller,
            filter)
        .mapTo(Long.class)
        .one();
  }

  // Only fixed pieces of SQL are put together here; every value is bound.
  private static String conditions(Caller caller, Filter filter) {
    List<String> parts = new ArrayList<>(List.of(Tenancy.condition(caller, "owner")));
    if (!filter.deletedToo() && !filter.statuses().contains(Phase.DELETED)) {
      parts.add("phase <> 'DELETED'");
    }
    if (!filter.statuses().isEmpty()) {
      parts.add("status = any(:statuses)");
    }
    if (filter.engine().isPresent()) {
      parts.add("engine = :engine");
    }
    if (filter.owner().isPresent()) {
      parts.add("owner = :owner");
    }
    if (!filter.text().isBlank()) {
      parts.add(
          "(name_key like :text or id like :text or host like :text or custom_domain like :text)");
    }
    return String.join(" and ", parts);
  }

  private static Query bind(Query query, Caller caller, Filter filter) {
    Tenancy.bind(query, caller);
    if (!filter.statuses().isEmpty()) {
      query.bindArray(
          "statuses", String.class, filter.statuses().stream().map(Phase::name).toList());
    }
    filter.engine().ifPresent(engine -> query.bind("engine", engine.id()));
    filter.owner().ifPresent(owner -> query.bind("owner", owner));
    if (!filter.text().isBlank()) {
      String literal =
          StoreFields.nameKey(filter.text().strip())
              // No stored text has U+0000, and PostgreSQL does not take it: look for what none has.
              .replace('\0', '\u001f')
              .replace("\\", "\\\\")
              .replace("%", "\\%")
              .replace("_", "\\_");
      query.bind("text", "%" + literal + "%");
    }
    return query;
  }

  private static String token(Sort sort, Store last) {
    String value =
        switch (sort) {
          case NEWEST, OLDEST -> last.createdAt().toString();
          case NAME, NAME_DESCENDING -> StoreFields.nameKey(last.spec().name());
          case STATUS, STATUS_DESCENDING -> last.shown().name();
        };
    byte[] json =
        Json.write(new Cursor(sort.parameter, value, last.id())).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
  }

  private static Cursor cursor(String token, Sort sort) {
    try {
      Cursor cursor =
          Json.MAPPER.readValue(
              new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8),
              Cursor.class);
      boolean timed = sort == Sort.NEWEST || sort == Sort.OLDEST;
      if (cursor.sort().equals(sort.parameter)
          && StoreFields.storable(cursor.id())
          && (timed ? isTime(cursor.value()) : StoreFields.storable(cursor.value()))) {
        return cursor;
      }
    } catch (IllegalArgumentException | JsonProcessingException | NullPointerException e) {
      // falls through to the one refusal
    }
    throw Rejected.invalid(
        "page_token",
        "page_token is not one that this list gave out with the same sort; leave it out to start at the first page");
  }

  private static boolean isTime(String value) {
    try {
      // PostgreSQL's times end earlier than Java's.
      return Math.abs(java.time.Instant.parse(value).getEpochSecond()) < LATEST_SECOND;
    } catch (java.time.format.DateTimeParseException e) {
      return false;
    }
  }
}

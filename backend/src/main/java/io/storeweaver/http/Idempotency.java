package io.storeweaver.http;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Answers a repeated request with the first answer (the Idempotency-Key header field,
 * draft-ietf-httpapi-idempotency-key-header). The key is written in the same transaction as the
 * work, so a crash leaves either both or neither.
 */
public final class Idempotency {
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final Duration KEPT = Duration.ofHours(24);
  private static final int MOST_AT_WORK = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Jdbi jdbi;
  // Creations wait for one another in the database and hold a connection while they do. Only a few
  // may wait there; the others wait here, so that a burst of them leaves connections to the rest.
  private final Semaphore atWork = new Semaphore(MOST_AT_WORK, true);

  /** An answer that can be given again. */
  public record Answer(int status, String location, String body, boolean replayed) {}

  public Idempotency(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Does the work once for each key of a caller; without a key, every time.
   *
   * @throws Rejected where the key was used for another request (422), its first request is still
   *     being answered (409), or too many others wait (503)
   */
  public Answer once(
      String caller, @Nullable String key, byte[] request, Function<Handle, Answer> work) {
    enter();
    try {
      return key == null ? jdbi.inTransaction(work::apply) : onceFor(caller, key, request, work);
    } finally {
      atWork.release();
    }
  }

  private void enter() {
    try {
      if (atWork.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new Rejected(
        Reason.DATABASE_UNAVAILABLE,
        "Too many requests wait for the database; nothing was changed. Try again shortly.",
        List.of(),
        Duration.ofSeconds(5));
  }

  private Answer onceFor(String caller, String key, byte[] request, Function<Handle, Answer> work) {
    String name = checked(key);
    byte[] fingerprint = fingerprint(request);
    try {
      return jdbi.inTransaction(handle -> first(handle, caller, name, fingerprint, work));
    } catch (JdbiException e) {
      if (e.getCause() instanceof SQLException sql
          && LOCK_NOT_AVAILABLE.equals(sql.getSQLState())) {
        throw new Rejected(
            Reason.REQUEST_IN_FLIGHT,
            "The first request with this Idempotency-Key is still being answered; try again shortly.",
            List.of(),
            Duration.ofSeconds(1));
      }
      throw e;
    }
  }

  private static Answer first(
      Handle handle, String caller, String key, byte[] fingerprint, Function<Handle, Answer> work) {
    // Inserting waits for a transaction that has inserted the same key and is not over; not for
    // ever.
    handle.execute("set local lock_timeout = '5s'");
    int inserted =
        handle.execute(
            "insert into idempotency_keys (owner, key, fingerprint) values (?, ?, ?) on conflict do nothing",
            caller,
            key,
            fingerprint);
    if (inserted == 0) {
      return again(handle, caller, key, fingerprint);
    }
    handle.execute("set local lock_timeout = 0");
    Answer answer = work.apply(handle);
    handle.execute(
        "update idempotency_keys set status = ?, location = ?, body = ? where owner = ? and key = ?",
        answer.status(),
        answer.location(),
        answer.body(),
        caller,
        key);
    return answer;
  }

  private record Kept(boolean same, Answer answer) {}

  private static Answer again(Handle handle, String caller, String key, byte[] fingerprint) {
    Optional<Kept> kept =
        handle
            .createQuery(
                "select fingerprint = ?, status, location, body from idempotency_keys where owner = ? and key = ?")
            .bind(0, fingerprint)
            .bind(1, caller)
            .bind(2, key)
            .map(
                (row, context) ->
                    new Kept(
                        row.getBoolean(1),
                        new Answer(row.getInt(2), row.getString(3), row.getString(4), true)))
            .findOne();
    if (kept.isPresent() && !kept.get().same()) {
      throw new Rejected(
          Reason.IDEMPOTENCY_KEY_REUSED,
          "This Idempotency-Key was used for another request; use a new key for a new request.");
    }
    return kept.map(Kept::answer)
        .orElseThrow(
            () ->
                new Rejected(
                    Reason.REQUEST_IN_FLIGHT,
                    "The first request with this Idempotency-Key was just refused; send it again."));
  }

  private static String checked(String key) {
    boolean visible = key.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    if (key.isEmpty() || key.length() > 255 || !visible) {
      throw new Rejected(
          Reason.INVALID_IDEMPOTENCY_KEY,
          "An Idempotency-Key has 1 to 255 visible ASCII characters.");
    }
    return key;
  }

  private static byte[] fingerprint(byte[] request) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(request);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }

  /** Forgets keys after a day. */
  public void sweep() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "delete from idempotency_keys where created_at < now() - make_interval(secs => ?)",
                (double) KEPT.toSeconds()));
  }

  /** The bytes of a request that make it the same request again. */
  public static byte[] request(String method, String path, byte[] body) {
    byte[] head = (method + " " + path + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] whole = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, whole, head.length, body.length);
    return whole;
  }
}

package io.storeweaver.http;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;

/**
 * Counts acts in windows of time, for all replicas together. A replica takes several counts at once
 * from the database and then spends them by itself, and when a window is used up it says so without
 * asking again until the window ends: neither a busy client nor a limited one costs a statement a
 * request.
 */
public final class RateLimits {
  private static final int MOST_REMEMBERED = 20_000;
  private static final String TAKE =
      """
      insert into rate_windows as w (rule, subject, used) values (:rule, :subject, :batch)
      on conflict (rule, subject) do update set
        started_at = case when w.started_at <= now() - make_interval(secs => :window) then now() else w.started_at end,
        used = case when w.started_at <= now() - make_interval(secs => :window) then :batch else w.used + :batch end
      returning used, extract(epoch from started_at - now()) + :window
      """;

  private final Jdbi jdbi;
  private final ConcurrentHashMap<Key, Share> shares = new ConcurrentHashMap<>();

  /**
   * A limit.
   *
   * @param most acts in a window
   */
  public record Rule(String name, int most, Duration window) {
    // A tenth at a time: at most a tenth is lost to a replica that a client does not come back to.
    int batch() {
      return Math.max(1, most / 10);
    }
  }

  /** Whether an act is within its limit, how many more are, and when the window ends. */
  public record Decision(Rule rule, boolean allowed, long remaining, Duration reset) {}

  private record Key(String rule, String subject) {}

  /**
   * What this replica knows of a window.
   *
   * @param taken counts that it has taken and not spent
   * @param elsewhere counts that nobody has taken
   * @param allowed whether the last act was within the limit
   */
  private record Share(long taken, long elsewhere, long end, boolean allowed) {
    boolean answersWithoutAsking() {
      return System.nanoTime() - end < 0 && (taken > 0 || elsewhere == 0);
    }

    Share spend() {
      return taken > 0 ? new Share(taken - 1, elsewhere, end, true) : new Share(0, 0, end, false);
    }

    Decision decision(Rule rule) {
      Duration reset = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      return new Decision(rule, allowed, taken + elsewhere, reset);
    }
  }

  public RateLimits(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Counts one act of a subject. */
  public Decision take(Rule rule, String subject) {
    forgetTheOldest();
    return shares
        .compute(
            new Key(rule.name(), subject),
            (key, known) ->
                (known != null && known.answersWithoutAsking() ? known : fetch(rule, subject))
                    .spend())
        .decision(rule);
  }

  private Share fetch(Rule rule, String subject) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(TAKE)
                .bind("rule", rule.name())
                .bind("subject", subject)
                .bind("batch", rule.batch())
                .bind("window", (double) rule.window().toSeconds())
                .map(
                    (row, context) -> {
                      long used = row.getLong(1);
                      long before = used - rule.batch();
                      long granted = Math.clamp(rule.most() - before, 0, rule.batch());
                      long nanos = (long) (row.getDouble(2) * 1e9);
                      return new Share(
                          granted,
                          Math.max(0, rule.most() - used),
                          System.nanoTime() + nanos,
                          true);
                    })
                .one());
  }

  /** Forgets what was counted, for an act that turned out to be none of those that are limited. */
  public void forget(Rule rule, String subject) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "delete from rate_windows where rule = ? and subject = ?", rule.name(), subject));
    shares.remove(new Key(rule.name(), subject));
  }

  /** Removes windows that are long over. */
  public void sweep() {
    jdbi.useHandle(
        handle ->
            handle.execute("delete from rate_windows where started_at < now() - interval '1 day'"));
  }

  private void forgetTheOldest() {
    if (shares.size() > MOST_REMEMBERED) {
      shares.values().removeIf(share -> System.nanoTime() - share.end() >= 0);
    }
    if (shares.size() > MOST_REMEMBERED) {
      shares.clear();
    }
  }
}

package io.storeweaver.sandbox;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A rule for injected failures: which requests, how many of them, with which probability, and what
 * happens to them. The pattern is searched in two lines, {@code "VERB resource namespace/name"}
 * (verbs as in {@link Traffic}) and {@code "METHOD path"}.
 */
public record Fault(Pattern match, int times, double chance, Effect effect) {

  /** What happens to a request that a rule hits. */
  public sealed interface Effect {}

  /**
   * Answered with this code, and with Retry-After (in seconds) unless that is 0; nothing is done.
   */
  public record Answer(int code, int retryAfterSeconds) implements Effect {}

  /** Done as usual, but only after this time. */
  public record Delay(Duration time) implements Effect {}

  /** The connection is closed and nothing is done. */
  public record DropBefore() implements Effect {}

  /**
   * The request is carried out, then the connection is closed without an answer: timed out, but
   * applied.
   */
  public record DropAfter() implements Effect {}

  /**
   * Runs something at the moment of the hit, then loses the request or, where it is done first, its
   * answer.
   */
  public record Cut(Runnable atTheHit, boolean doneFirst) implements Effect {}

  /** The client dies at this request: {@code atTheHit} says so to whoever plays the client. */
  public static Fault cut(String pattern, boolean doneFirst, Runnable atTheHit) {
    return on(pattern, new Cut(atTheHit, doneFirst));
  }

  /** Answers with an HTTP code; 429 carries Retry-After: 1. */
  public static Fault answer(String pattern, int code) {
    return on(pattern, new Answer(code, code == 429 ? 1 : 0));
  }

  /** Answers late. */
  public static Fault delay(String pattern, Duration time) {
    return on(pattern, new Delay(time));
  }

  /** Loses the request. */
  public static Fault dropBefore(String pattern) {
    return on(pattern, new DropBefore());
  }

  /** Loses the answer. */
  public static Fault dropAfter(String pattern) {
    return on(pattern, new DropAfter());
  }

  private static Fault on(String pattern, Effect effect) {
    return new Fault(Pattern.compile(pattern), Integer.MAX_VALUE, 1, effect);
  }

  /** The rule ends after so many hits. */
  public Fault times(int most) {
    return new Fault(match, most, chance, effect);
  }

  /** Hits only this share (0 to 1) of the matching requests. */
  public Fault chance(double share) {
    return new Fault(match, times, share, effect);
  }
}

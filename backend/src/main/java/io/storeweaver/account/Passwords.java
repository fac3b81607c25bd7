package io.storeweaver.account;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords. Few hashes are made at a time, some wait, and the others are refused: a flood
 * of sign-ins leaves the processors to everybody else.
 */
public final class Passwords implements AutoCloseable {
  private static final int SHORTEST = 12;
  private static final int LONGEST = 128;
  private static final int MOST_WAITING = 16;

  private final ThreadPoolExecutor pool;
  private final Argon2 argon2;

  public Passwords() {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> Thread.ofPlatform().daemon().name("password").unstarted(task));
    pool.allowCoreThreadTimeOut(true);
    argon2 = new Argon2(threads);
  }

  /**
   * Checks that a password may be chosen.
   *
   * @throws Rejected with the field {@code name} where it is too short, too long or too common
   */
  static void check(String name, @Nullable String password, String email) {
    if (password == null) {
      throw Rejected.invalid(name, name + " is required");
    }
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST || length > LONGEST) {
      throw Rejected.invalid(
          name, name + " must have " + SHORTEST + " to " + LONGEST + " characters");
    }
    if (CommonPasswords.contains(password)
        || password.toLowerCase(Locale.ROOT).equals(email.toLowerCase(Locale.ROOT))) {
      throw Rejected.invalid(
          name, name + " is among those that are guessed first; choose another one");
    }
  }

  /** The hash to keep. */
  String hash(String password) {
    return inPool(() -> argon2.hash(normal(password)));
  }

  /** True where the password is the one of the hash. Without a hash it takes as long to say no. */
  boolean matches(String password, @Nullable String hash) {
    if (password.codePointCount(0, password.length()) > LONGEST) {
      return false;
    }
    String kept = hash == null ? Argon2.DECOY : hash;
    boolean same = inPool(() -> argon2.matches(normal(password), kept));
    return same && hash != null;
  }

  // The same characters can be typed in several encodings.
  private static String normal(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }

  private <T> T inPool(Callable<T> work) {
    try {
      return pool.submit(work).get();
    } catch (RejectedExecutionException e) {
      throw new Rejected(
          Reason.SIGN_IN_BUSY,
          "Too many people sign in at this moment; try again shortly.",
          List.of(),
          Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while hashing a password", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a password could not be hashed", e.getCause());
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}

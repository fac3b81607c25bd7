package io.storeweaver.bench;

import io.storeweaver.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whether the time of a refused sign-in tells if there is such an account, and what a flood of
 * sign-ins does to everybody else.
 */
final class SignInBench {
  private static final String PASSWORD = "a long and lonely password";
  private static final int ACCOUNTS = 8;
  private static final int FLOODERS = 12;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger addresses = new AtomicInteger();

  private record Timed(int status, long nanos, String cookie) {}

  @Test
  @Timeout(value = 6, unit = TimeUnit.MINUTES)
  void comparesSignIns(@TempDir Path folder) throws Exception {
    Figures figures = Figures.of("SignInBench");
    // Each try comes from an address of its own, or the limits would answer instead of the
    // password.
    Map<String, String> settings =
        Map.of(
            "AUTH_MODE", "local",
            "TRUSTED_PROXIES", "127.0.0.1",
            "RATE_LIMITS", "off");
    try (Server server = Server.start(folder, Size.settings(settings))) {
      String root = server.api().root() + "/api/v1/";
      for (int i = 0; i < ACCOUNTS; i++) {
        post(root + "auth/signup", login("known" + i, PASSWORD), 201);
      }
      timing(figures, root);
      flood(figures, root);
    }
  }

  private void timing(Figures figures, String root) throws Exception {
    int tries = Size.of("tries", 320);
    List<Long> known = new ArrayList<>();
    List<Long> unknown = new ArrayList<>();
    for (int i = 0; i < tries; i++) {
      long first =
          post(root + "auth/login", login("known" + i % ACCOUNTS, "wrong " + i), 401).nanos;
      long second = post(root + "auth/login", login("nobody" + i, "wrong " + i), 401).nanos;
      if (i >= tries / 10) {
        known.add(first);
        unknown.add(second);
      }
    }
    figures.say("refused, the account exists: %s", Latencies.ofNanos(known));
    figures.say("refused, there is no such account: %s", Latencies.ofNanos(unknown));
    figures.say(
        "an unknown one takes longer than a known one in %.1f %% of all pairs (50 %%: nothing to be told)",
        100 * share(unknown, known));
  }

  // The Mann-Whitney statistic as a share: what an observer can gain by comparing.
  private static double share(List<Long> some, List<Long> others) {
    double above = 0;
    for (long one : some) {
      for (long other : others) {
        above += one > other ? 1 : one == other ? 0.5 : 0;
      }
    }
    return above / some.size() / others.size();
  }

  private void flood(Figures figures, String root) throws Exception {
    String cookie = post(root + "auth/login", login("known0", PASSWORD), 200).cookie;
    lists(root, cookie);
    Latencies idle = Latencies.ofNanos(lists(root, cookie));
    AtomicBoolean over = new AtomicBoolean();
    Collection<Integer> answers = new ConcurrentLinkedQueue<>();
    try (var people = Executors.newFixedThreadPool(FLOODERS)) {
      List<Future<?>> flood = new ArrayList<>();
      for (int i = 0; i < FLOODERS; i++) {
        flood.add(people.submit(() -> signIns(root, over, answers)));
      }
      Latencies meanwhile = Latencies.ofNanos(lists(root, cookie));
      over.set(true);
      for (Future<?> each : flood) {
        each.get();
      }
      figures.say("a list, nobody signs in: %s", idle);
      figures.say(
          "a list, %d sign in without a pause (%d were answered): %s",
          FLOODERS, answers.size(), meanwhile);
      figures.say(
          "p99 in the flood over p99 without: %.1f (goal 3)",
          meanwhile.millis(0.99) / idle.millis(0.99));
    }
  }

  private Void signIns(String root, AtomicBoolean over, Collection<Integer> answers)
      throws Exception {
    while (!over.get()) {
      answers.add(send(root + "auth/login", login("nobody", PASSWORD), "").status);
    }
    return null;
  }

  private List<Long> lists(String root, String cookie) throws Exception {
    List<Long> nanos = new ArrayList<>();
    long end = System.nanoTime() + Duration.ofSeconds(Size.of("seconds", 10)).toNanos();
    while (System.nanoTime() < end) {
      Timed answer = send(root + "stores", "", cookie);
      if (answer.status != 200) {
        throw new IllegalStateException("the list was answered with " + answer.status);
      }
      nanos.add(answer.nanos);
    }
    return nanos;
  }

  private static String login(String name, String password) {
    return Json.write(Map.of("email", name + "@example.com", "password", password));
  }

  private Timed post(String address, String body, int expected) throws Exception {
    Timed answer = send(address, body, "");
    if (answer.status != expected) {
      throw new IllegalStateException(address + " was answered with " + answer.status);
    }
    return answer;
  }

  private Timed send(String address, String body, String cookie)
      throws IOException, InterruptedException {
    int n = addresses.incrementAndGet();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(Duration.ofSeconds(30))
            .header(
                "X-Forwarded-For", "10.%d.%d.%d".formatted(n >> 16 & 255, n >> 8 & 255, n & 255))
            .header("Content-Type", "application/json")
            .header("Cookie", cookie);
    request =
        body.isEmpty() ? request.GET() : request.POST(HttpRequest.BodyPublishers.ofString(body));
    long begun = System.nanoTime();
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    long nanos = System.nanoTime() - begun;
    String given = answer.headers().firstValue("Set-Cookie").orElse("").replaceAll(";.*", "");
    return new Timed(answer.statusCode(), nanos, given);
  }
}

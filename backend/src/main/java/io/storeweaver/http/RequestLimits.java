package io.storeweaver.http;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.http.RateLimits.Decision;
import io.storeweaver.http.RateLimits.Rule;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How many requests a subject (an account, or an address where there is none) may send. */
public final class RequestLimits {
  private static final String PROPERTY = "storeweaver.limit";
  private static final Pattern LOOPBACK = Pattern.compile("127\\..*|0:0:0:0:0:0:0:1|::1");
  // The same in all dialects: only their prefixes differ.
  private static final Pattern COLLECTION = Pattern.compile("(.*/)?stores/?");
  private static final Pattern STORE = Pattern.compile("(.*/)?stores/[^/]+/?");

  private final RateLimits limits;
  private final Settings settings;

  /**
   * The limits.
   *
   * @param sparesLoopback true where clients on this machine are not limited
   */
  public record Settings(
      Rule general, Rule create, Rule delete, boolean on, boolean sparesLoopback) {}

  public RequestLimits(RateLimits limits, Settings settings) {
    this.limits = limits;
    this.settings = settings;
  }

  /**
   * Counts a request.
   *
   * @throws Rejected where it is one too many
   */
  public void count(ContainerRequestContext request, Origin origin, String subject) {
    if (!settings.on || (settings.sparesLoopback && LOOPBACK.matcher(origin.address()).matches())) {
      return;
    }
    List<Decision> decisions = new ArrayList<>();
    for (Rule rule : rules(request)) {
      Decision decision = limits.take(rule, subject);
      decisions.add(decision);
      request.setProperty(PROPERTY, tightest(decisions));
      if (!decision.allowed()) {
        throw refused(decision);
      }
    }
  }

  private List<Rule> rules(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    if (request.getMethod().equals(HttpMethod.POST) && COLLECTION.matcher(path).matches()) {
      return List.of(settings.general, settings.create);
    }
    if (request.getMethod().equals(HttpMethod.DELETE) && STORE.matcher(path).matches()) {
      return List.of(settings.general, settings.delete);
    }
    return List.of(settings.general);
  }

  private static Decision tightest(List<Decision> decisions) {
    return decisions.stream().min(Comparator.comparingLong(Decision::remaining)).orElseThrow();
  }

  /** The refusal of an act that is one too many. */
  public static Rejected refused(Decision decision) {
    Rule rule = decision.rule();
    Duration wait = decision.reset().plusSeconds(1);
    return new Rejected(
        Reason.RATE_LIMITED,
        "At most %d requests in %d s are answered (limit \"%s\"); try again in %d s."
            .formatted(rule.most(), rule.window().toSeconds(), rule.name(), wait.toSeconds()),
        List.of(),
        wait);
  }

  /** The limit that counts most for a request, where one was counted. */
  static Optional<Decision> decision(ContainerRequestContext request) {
    return request.getProperty(PROPERTY) instanceof Decision decision
        ? Optional.of(decision)
        : Optional.empty();
  }
}

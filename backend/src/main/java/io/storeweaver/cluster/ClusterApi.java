package io.storeweaver.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.storeweaver.Reason;
import io.storeweaver.Telemetry;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Requests to the API server, through fabric8's HTTP client (which brings TLS, authentication and
 * its retries). Objects stay JSON: turning them into typed models and back costs more than
 * everything else. At most a fixed number of requests is in flight for the whole process.
 */
public final class ClusterApi {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final String APPLY = "application/apply-patch+yaml";

  private final HttpClient http;
  private final String root;
  private final Semaphore inFlight;
  private final ApiServerMeters meters;
  private final Tracer tracer;

  /**
   * @param most requests in flight at once, watches aside
   */
  public ClusterApi(KubernetesClient client, int most, Telemetry telemetry) {
    this.meters = new ApiServerMeters(telemetry.meters());
    this.tracer = telemetry.tracer();
    this.http = client.getHttpClient();
    String url = client.getMasterUrl().toString();
    this.root = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.inFlight = new Semaphore(most);
  }

  /**
   * Server-side apply; the object is made where it is missing. Fields that somebody else took over
   * are taken back.
   */
  public JsonNode apply(ClusterKind kind, ObjectNode object) {
    String path =
        objectPath(kind, object)
            + "?fieldManager="
            + Names.FIELD_MANAGER
            + "&force=true&fieldValidation=Strict";
    return written(send("PATCH", path, APPLY, bytes(object), label(kind, object)));
  }

  /** Makes an object; empty where one of that name already exists. */
  Optional<JsonNode> create(ClusterKind kind, ObjectNode object) {
    String path =
        kind.path(object.at("/metadata/namespace").asText(null))
            + "?fieldManager="
            + Names.FIELD_MANAGER;
    Answer answer = send("POST", path, "application/json", bytes(object), label(kind, object));
    return answer.status == 409 ? Optional.empty() : Optional.of(written(answer));
  }

  /** The object, or empty where there is none. */
  public Optional<JsonNode> get(ClusterKind kind, @Nullable String namespace, String name) {
    Answer answer =
        send("GET", kind.path(namespace) + "/" + name, null, null, kind.kind() + "/" + name);
    return answer.status == 404 ? Optional.empty() : Optional.of(answer.required());
  }

  /** The objects of a kind in a namespace, by label selector ("" for all). */
  public JsonNode list(
      ClusterKind kind, @Nullable String namespace, Map<String, String> parameters) {
    return list(kind, namespace, parameters, false);
  }

  /** The cluster's nodes, the first hundred of them. */
  JsonNode nodes() {
    return send("GET", "/api/v1/nodes?limit=100", null, null, "Node").required();
  }

  JsonNode list(
      ClusterKind kind,
      @Nullable String namespace,
      Map<String, String> parameters,
      boolean metadataOnly) {
    meters.listed();
    String accept = accept(metadataOnly, "PartialObjectMetadataList");
    return send("GET", kind.path(namespace) + query(parameters), accept, null, null, kind.kind())
        .required();
  }

  static String query(Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(e -> e.getKey() + "=" + encoded(e.getValue()))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? "" : "?" + query;
  }

  static String accept(boolean metadataOnly, String as) {
    return metadataOnly ? "application/json;as=" + as + ";g=meta.k8s.io;v=v1" : "application/json";
  }

  /**
   * Deletes an object with everything it owns; answers what is left of it for now, or empty where
   * it is gone.
   */
  public Optional<JsonNode> delete(ClusterKind kind, @Nullable String namespace, String name) {
    byte[] options =
        "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"v1\",\"propagationPolicy\":\"Background\"}"
            .getBytes(StandardCharsets.UTF_8);
    Answer answer =
        send(
            "DELETE",
            kind.path(namespace) + "/" + name,
            "application/json",
            options,
            kind.kind() + "/" + name);
    // A namespace whose deletion is already under way answers 409; whoever asks looks again.
    boolean underWay = answer.status == 409 && kind == ClusterKind.NAMESPACE;
    return answer.status == 404 || underWay ? Optional.empty() : Optional.of(written(answer));
  }

  /** What becomes of the objects that an object owns when it is deleted. */
  public enum Dependents {
    DELETED("Background"),
    LEFT("Orphan");

    private final String propagationPolicy;

    Dependents(String propagationPolicy) {
      this.propagationPolicy = propagationPolicy;
    }
  }

  /** Deletes every object of a kind in a namespace; pods have {@code graceSeconds} to end. */
  public void deleteAll(
      ClusterKind kind, String namespace, Dependents dependents, int graceSeconds) {
    String options =
        """
        {"kind":"DeleteOptions","apiVersion":"v1","propagationPolicy":"%s","gracePeriodSeconds":%d}"""
            .formatted(dependents.propagationPolicy, graceSeconds);
    written(
        send(
            "DELETE",
            kind.path(namespace),
            "application/json",
            options.getBytes(StandardCharsets.UTF_8),
            kind.kind()));
  }

  /** The last lines of a container's log; empty where there is none (yet). */
  public Optional<String> log(
      String namespace, String pod, @Nullable String container, int lines, boolean previous) {
    String path =
        ClusterKind.POD.path(namespace)
            + "/"
            + pod
            + "/log?limitBytes=262144&tailLines="
            + lines
            + (container == null ? "" : "&container=" + encoded(container))
            + (previous ? "&previous=true" : "");
    Answer answer = send("GET", path, null, null, "Pod/" + pod);
    return answer.status == 200
        ? Optional.of(new String(answer.body, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  HttpClient http() {
    return http;
  }

  URI uri(String path) {
    return URI.create(root + path);
  }

  @SuppressWarnings("ArrayRecordComponent") // lives for one request only and is never compared
  private record Answer(int status, byte[] body, @Nullable String resource) {
    JsonNode required() {
      if (status >= 200 && status < 300) {
        return json(body, resource);
      }
      throw ClusterFailure.answered(status, resource, message());
    }

    private String message() {
      try {
        String message = JSON.readTree(body).path("message").asText("");
        return message.isEmpty() ? "HTTP " + status : message;
      } catch (IOException e) {
        return "HTTP " + status;
      }
    }
  }

  private JsonNode written(Answer answer) {
    meters.wrote();
    return answer.required();
  }

  private Answer send(
      String method,
      String path,
      @Nullable String contentType,
      byte @Nullable [] body,
      String resource) {
    return send(method, path, "application/json", contentType, body, resource);
  }

  private Answer send(
      String method,
      String path,
      String accept,
      @Nullable String contentType,
      byte @Nullable [] body,
      String resource) {
    HttpRequest.Builder builder =
        http.newHttpRequestBuilder()
            .uri(uri(path))
            .timeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    builder.header("Accept", accept);
    if (body != null && contentType != null) {
      builder.method(method, contentType, new String(body, StandardCharsets.UTF_8));
    }
    try {
      if (!inFlight.tryAcquire(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ClusterFailure(
            Reason.CLUSTER_THROTTLING,
            0,
            resource,
            "No request could be sent for " + DEADLINE.toSeconds() + " s: too many are under way.");
      }
      try {
        return traced(method, builder.build(), resource);
      } finally {
        inFlight.release();
      }
    } catch (ExecutionException | TimeoutException e) {
      throw ClusterFailure.unreachable(resource, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ClusterFailure.unreachable(resource, e);
    }
  }

  // Only what belongs to a turn is traced: looks of the watches and of people would be noise.
  private Answer traced(String method, HttpRequest request, String resource)
      throws ExecutionException, TimeoutException, InterruptedException {
    if (!Span.current().getSpanContext().isValid()) {
      return exchange(method, request, resource);
    }
    Span span =
        tracer
            .spanBuilder(method + " " + resource)
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("http.request.method", method)
            .setAttribute("url.path", request.uri().getPath())
            .startSpan();
    try {
      Answer answer = exchange(method, request, resource);
      span.setAttribute("http.response.status_code", answer.status);
      return answer;
    } catch (ExecutionException | TimeoutException e) {
      span.setStatus(StatusCode.ERROR, "no answer");
      throw e;
    } finally {
      span.end();
    }
  }

  private Answer exchange(String method, HttpRequest request, String resource)
      throws ExecutionException, TimeoutException, InterruptedException {
    long begun = System.nanoTime();
    try {
      HttpResponse<byte[]> response =
          http.sendAsync(request, byte[].class).get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
      meters.answered(method, response.code(), begun);
      return new Answer(
          response.code(), response.body() == null ? new byte[0] : response.body(), resource);
    } catch (ExecutionException | TimeoutException e) {
      meters.unanswered(method, begun);
      throw e;
    }
  }

  private static JsonNode json(byte[] body, @Nullable String resource) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw ClusterFailure.unreachable(resource, e);
    }
  }

  private static byte[] bytes(ObjectNode object) {
    return object.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String objectPath(ClusterKind kind, ObjectNode object) {
    return kind.path(object.at("/metadata/namespace").asText(null))
        + "/"
        + object.at("/metadata/name").asText();
  }

  private static String label(ClusterKind kind, ObjectNode object) {
    return kind.kind() + "/" + object.at("/metadata/name").asText();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

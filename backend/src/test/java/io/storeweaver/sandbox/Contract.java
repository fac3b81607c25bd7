package io.storeweaver.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * The requests of sandbox/contract.yaml, sent to any API server; the answers come out as text
 * without what differs from run to run. {@code Contract KUBECONFIG} prints the answers of a real
 * server, to be kept as sandbox/contract-recorded.txt.
 */
final class Contract {
  private static final int MOST_TRIES = 600;
  private static final Map<String, String> TYPES =
      Map.of(
          "apply",
          Raw.APPLY,
          "merge",
          Raw.MERGE,
          "strategic",
          Raw.STRATEGIC,
          "jsonpatch",
          Raw.JSON_PATCH);
  private static final Map<Pattern, String> VOLATILE =
      Map.of(
          Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "UID",
          Pattern.compile("20\\d\\d-\\d\\d-\\d\\dT[0-9:]+Z"), "TIME",
          Pattern.compile("10\\.96\\.\\d+\\.\\d+"), "CLUSTER-IP",
          Pattern.compile("\"resourceVersion\":\"\\d+\""), "\"resourceVersion\":\"N\"",
          Pattern.compile("d3-[a-z0-9]+(-[a-z0-9]{5})?"), "d3-HASH");

  private final HttpClient http;
  private final String url;
  private final Map<String, String> variables = new HashMap<>();

  private Contract(HttpClient http, String url, String namespace) {
    this.http = http;
    this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    variables.put("NS", namespace);
  }

  public static void main(String[] args) {
    answers(Config.fromKubeconfig(new File(args[0]))).values().forEach(System.out::println);
  }

  /** The steps' answers by their names, in order. */
  static Map<String, String> answers(Config config) {
    Config plain =
        new ConfigBuilder(config).withRequestRetryBackoffLimit(0).withHttp2Disable(true).build();
    Map<String, String> answers = new LinkedHashMap<>();
    try (var client = new KubernetesClientBuilder().withConfig(plain).build()) {
      String namespace = "contract-" + Names.suffix(5);
      Contract contract = new Contract(client.getHttpClient(), plain.getMasterUrl(), namespace);
      for (JsonNode step : steps()) {
        answers.put(Json.text(step, "name"), contract.run(step));
      }
    }
    return answers;
  }

  static List<JsonNode> steps() {
    try (InputStream in = Contract.class.getResourceAsStream("/sandbox/contract.yaml")) {
      List<JsonNode> steps = new ArrayList<>();
      new YAMLMapper().readTree(in).forEach(steps::add);
      return steps;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String run(JsonNode step) {
    Raw.Answer answer = send(step);
    int until = step.path("until").asInt();
    for (int i = 0; i < MOST_TRIES && until > 0 && !arrived(step, answer, until); i++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      answer = send(step);
    }
    for (var kept : step.path("keep").properties()) {
      variables.put(kept.getKey(), answer.body().at(kept.getValue().asText()).asText());
    }
    return describe(step, answer);
  }

  private static boolean arrived(JsonNode step, Raw.Answer answer, int until) {
    String present = Json.text(step, "present");
    return answer.code() == until
        && (present.isEmpty() || !answer.body().at(present).isMissingNode());
  }

  private Raw.Answer send(JsonNode step) {
    String type = Json.text(step, "type");
    String method = type.isEmpty() ? Json.text(step, "method") : "PATCH";
    String path = path(Json.text(step, "path"));
    if (type.equals("apply") && !path.contains("?")) {
      path += "?fieldManager=cp&force=true";
    }
    HttpRequest.Builder request = http.newHttpRequestBuilder().uri(url + path);
    // without a body, this client would send any method as GET
    String body = step.has("body") ? replaced(step.path("body").toString()) : "{}";
    if (!method.equals("GET")) {
      request.method(method, TYPES.getOrDefault(type, Raw.JSON), body);
    }
    try {
      HttpResponse<byte[]> response =
          http.sendAsync(request.build(), byte[].class).get(30, TimeUnit.SECONDS);
      return new Raw.Answer(response.code(), Json.MAPPER.readTree(response.body()), "");
    } catch (Exception e) {
      throw new IllegalStateException(method + " " + path, e);
    }
  }

  private String path(String path) {
    int home = path.indexOf("~/");
    String group = home <= 0 ? "" : path.substring(0, home - 1);
    String base = group.isEmpty() ? "/api/v1" : "/apis/" + group + "/v1";
    return replaced(home < 0 ? path : base + "/namespaces/$NS/" + path.substring(home + 2));
  }

  private String replaced(String text) {
    String out = text;
    for (var variable : variables.entrySet()) {
      out = out.replace("$" + variable.getKey(), variable.getValue());
    }
    return out;
  }

  private String describe(JsonNode step, Raw.Answer answer) {
    StringBuilder text =
        new StringBuilder(Json.text(step, "name")).append(": ").append(answer.code());
    if (answer.code() >= 400) {
      text.append(' ').append(answer.reason()).append("\n  ").append(answer.message());
      Set<String> causes = new LinkedHashSet<>();
      answer
          .body()
          .at("/details/causes")
          .forEach(
              cause -> causes.add(Json.text(cause, "reason") + " " + Json.text(cause, "field")));
      causes.forEach(cause -> text.append("\n  ").append(cause));
    }
    if (step.has("same")) {
      boolean same = answer.version().equals(variables.get(Json.text(step, "same")));
      text.append("\n  version ").append(same ? "kept" : "changed");
    }
    for (JsonNode pointer : step.path("show")) {
      JsonNode shown = sorted(answer.body().at(pointer.asText()));
      text.append("\n  ").append(pointer.asText()).append(' ').append(shown);
    }
    return cleaned(text.toString());
  }

  /** Fields in alphabetical order: their order means nothing. */
  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode out = Json.object();
      object.properties().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(field -> out.set(field.getKey(), sorted(field.getValue())));
      return out;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode out = Json.array();
      array.forEach(item -> out.add(sorted(item)));
      return out;
    }
    return node;
  }

  private String cleaned(String text) {
    String out = text.replace(variables.getOrDefault("NS", ""), "NS");
    for (var rule : VOLATILE.entrySet()) {
      out = rule.getKey().matcher(out).replaceAll(rule.getValue());
    }
    return out;
  }
}

package io.storeweaver.openapi;

import io.storeweaver.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The refusals that each operation can answer with: one response for each HTTP status. */
final class ProblemResponses {
  private final OpenAPI api;

  ProblemResponses(OpenAPI api) {
    this.api = api;
  }

  void add(String path, HttpMethod method, Operation operation) {
    for (int status : statuses(path, method, operation)) {
      List<Reason> reasons =
          Arrays.stream(Reason.values()).filter(r -> r.httpStatus() == status).toList();
      String code = Integer.toString(status);
      if (reasons.isEmpty() || documented(operation, code)) {
        continue;
      }
      String name = "Problem" + code;
      if (api.getComponents().getResponses() == null
          || !api.getComponents().getResponses().containsKey(name)) {
        api.getComponents().addResponse(name, response(status, reasons));
      }
      operation
          .getResponses()
          .addAPIResponse(
              code, OASFactory.createAPIResponse().ref("#/components/responses/" + name));
    }
  }

  // The framework puts a bare 400 where there is a body; that one says nothing.
  private static boolean documented(Operation operation, String code) {
    APIResponse there = operation.getResponses().getAPIResponse(code);
    return there != null && there.getContent() != null;
  }

  private static List<Integer> statuses(String path, HttpMethod method, Operation operation) {
    List<Integer> statuses = new ArrayList<>();
    if (!DescriptionFilter.open(path) || DescriptionFilter.signIn(path)) {
      statuses.addAll(List.of(400, 401, 403));
    }
    if (path.contains("{")) {
      statuses.add(404);
    }
    statuses.add(406);
    if (method != HttpMethod.GET && method != HttpMethod.DELETE) {
      statuses.add(409);
    }
    if (path.endsWith("/credentials")
        || path.startsWith("/api/v1/users/{")
        || path.startsWith("/api/v1/auth/tokens")) {
      statuses.add(409);
    }
    if (method == HttpMethod.PATCH && path.startsWith("/api/v1/stores")) {
      statuses.addAll(List.of(412, 428));
    }
    if (operation.getRequestBody() != null) {
      statuses.addAll(List.of(413, 415));
    }
    if (DescriptionFilter.named(operation, "createStore")) {
      statuses.add(422);
    }
    statuses.addAll(List.of(429, 500, 503));
    return statuses;
  }

  private static APIResponse response(int status, List<Reason> reasons) {
    Reason first = reasons.getFirst();
    APIResponse response =
        OASFactory.createAPIResponse()
            .description(
                reasons.stream()
                    .map(r -> r.name() + ": " + r.title())
                    .collect(Collectors.joining("; ")))
            .content(
                OASFactory.createContent()
                    .addMediaType(
                        "application/problem+json",
                        OASFactory.createMediaType()
                            .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))
                            .example(example(first))));
    Headers.requestId(response);
    if (status == 429 || status == 503) {
      Headers.retryAfter(response);
    }
    return response;
  }

  private static Map<String, Object> example(Reason reason) {
    String detail = reason.title() + ".";
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", reason.typeUri());
    problem.put("title", reason.title());
    problem.put("status", reason.httpStatus());
    problem.put("detail", detail);
    problem.put("code", reason.name());
    problem.put("request_id", "7d0f1f9e-5c53-4a5e-9d0e-2f6a2f0f7c11");
    problem.put("message", detail);
    return problem;
  }
}

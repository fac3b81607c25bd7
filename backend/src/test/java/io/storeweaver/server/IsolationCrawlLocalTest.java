package io.storeweaver.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Bob calls every operation of the description with Ann's ids, in many forms, and with every proof
 * that he has. Whatever he sends, the answer must be the one for ids that nobody has, must hold
 * nothing of Ann's, and must change nothing of Ann's.
 */
@LocalTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationCrawlLocalTest {
  private static final int REQUESTS = Integer.getInteger("crawl.requests", 2000);
  private static final long SEED = Long.getLong("crawl.seed", System.nanoTime());
  private static final int THREADS = 8;
  // They end the session that Bob proves himself with, signing in as somebody else does, too; what
  // they do is tested elsewhere.
  private static final Set<String> LEFT_OUT = Set.of("signIn", "signOut");
  private static final List<String> WORDS =
      List.of("", "0", "-1", "true", "null", "*", "%25", "%00", "..%2F..", "a'b", "READY", "1e9");

  private final AtomicInteger sent = new AtomicInteger();
  private final List<Call> calls = new ArrayList<>();
  private final Browser ann = Browser.somebody();
  private final Browser bob = Browser.somebody();
  private String bobsToken = "";
  private List<String> ids = List.of();
  private List<String> marks = List.of();

  private record Call(String method, String path, JsonNode operation) {
    boolean ofOneThing() {
      return path.contains("{id}");
    }

    boolean streamsWithoutEnd() {
      return path.endsWith("/stores/stream");
    }
  }

  @BeforeAll
  void annHasThings() {
    String one = ann.await(ann.create("Anns very own shop"), "READY");
    String two = ann.await(ann.create("fail-setup-job of Ann"), "FAILED");
    String token = ann.token("stores:read").expect(201).text("token.id");
    Sql.run("update accounts set max_stores = 5 where id = ?", bob.id());
    bobsToken =
        bob.token("stores:read", "stores:write", "credentials:read").expect(201).text("secret");
    ids = List.of(one, two, token, ann.id());
    marks = List.of(one, two, token, ann.id(), ann.email, "Anns very own shop");
    JsonNode paths = new Api("").get("/openapi?format=json").expect(200).json().path("paths");
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        JsonNode operation = method.getValue();
        if (operation.has("responses")
            && !LEFT_OUT.contains(operation.path("operationId").asText())) {
          calls.add(new Call(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation));
        }
      }
    }
    calls.removeIf(Call::streamsWithoutEnd);
  }

  @Test
  @Timeout(1800)
  void nothingOfAnnsIsSeenOrChangedByBob() throws Exception {
    assertThat(calls).hasSizeGreaterThan(25);
    String before = everythingOfAnns();
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Random random = new Random(SEED + i);
        all.add(threads.submit(() -> crawl(random)));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    assertThat(everythingOfAnns()).isEqualTo(before);
    ann.get(Api.STORES).expect(200);
    // Otherwise he would have been nobody in part of it.
    bob.get(Api.STORES).expect(200);
    new Api("ann").get(Api.STORES, "Authorization", "Bearer " + bobsToken).expect(200);
    System.out.printf(
        "isolation crawl: %d requests over %d operations, seed %d%n",
        sent.get(), calls.size(), SEED);
  }

  private void crawl(Random random) {
    while (sent.get() < REQUESTS) {
      Call call = calls.get(random.nextInt(calls.size()));
      String query = query(call, random);
      String[] headers = headers(call, random);
      String body = body(call, random);
      if (call.ofOneThing()) {
        String id = ids.get(random.nextInt(ids.size()));
        String unknown = unknown(id);
        ObjectNode theirs = answer(call, id, query, body, headers, id);
        ObjectNode none = answer(call, unknown, query, body, headers, unknown);
        assertThat(theirs).as("seed %d: %s with %s%s", SEED, call, id, query).isEqualTo(none);
      } else {
        answer(call, "", query, body, headers, "nothing");
      }
    }
  }

  // As long and of the same shape, so that only its not being there differs.
  private static String unknown(String id) {
    return id.substring(0, id.length() - 4) + "zzzz";
  }

  private ObjectNode answer(
      Call call, String id, String query, String body, String[] headers, String blank) {
    sent.incrementAndGet();
    String path = call.path().replace("{id}", id).replace("{code}", "not-found") + query;
    Answer answer =
        new Api("ann").send(call.method(), path, body.getBytes(StandardCharsets.UTF_8), headers);
    assertThat(answer.status()).as("%s %s: %s", call, path, answer.body()).isLessThan(500);
    for (String mark : marks) {
      // A refusal may repeat what was sent.
      if (!path.contains(mark) && !body.contains(mark)) {
        assertThat(answer.body()).as("%s %s, seed %d", call, path, SEED).doesNotContain(mark);
      }
    }
    ObjectNode seen = JsonNodeFactory.instance.objectNode();
    seen.put("status", answer.status());
    // What is not refused is Bob's own and may differ from call to call.
    if (answer.status() >= 400 && answer.header("Content-Type").contains("json")) {
      ObjectNode problem = (ObjectNode) answer.json();
      problem.remove("request_id");
      if (answer.status() != 429) {
        seen.put("body", problem.toString().replace(blank, "ID"));
      }
    }
    return seen;
  }

  private String query(Call call, Random random) {
    StringBuilder query = new StringBuilder();
    for (JsonNode parameter : call.operation().path("parameters")) {
      boolean inQuery = parameter.path("in").asText().equals("query");
      boolean endless = parameter.path("name").asText().equals("follow");
      if (inQuery && !endless && random.nextInt(4) == 0) {
        query
            .append(query.isEmpty() ? "?" : "&")
            .append(parameter.path("name").asText())
            .append('=')
            .append(random.nextInt(3) == 0 ? ids.get(random.nextInt(ids.size())) : word(random));
      }
    }
    return query.toString();
  }

  private static String word(Random random) {
    return WORDS.get(random.nextInt(WORDS.size())).replace("'", "%27").replace("*", "%2A");
  }

  // By session or by token; with Ann's name in every header that could be mistaken for a proof.
  private String[] headers(Call call, Random random) {
    List<String> headers =
        new ArrayList<>(List.of("X-User-Id", ids.get(3), "X-Account-Id", ids.get(3)));
    if (random.nextInt(3) == 0) {
      headers.addAll(List.of("Authorization", "Bearer " + bobsToken));
    } else {
      headers.addAll(List.of("Cookie", bob.cookie(), "X-CSRF-Token", bob.csrf()));
    }
    headers.addAll(List.of("If-Match", "\"" + random.nextInt(3) + "\"", "Accept", "*/*"));
    headers.addAll(List.of("Prefer", "respond-async"));
    if (call.operation().has("requestBody")) {
      headers.addAll(List.of("Content-Type", "application/json"));
    }
    return headers.toArray(String[]::new);
  }

  private String body(Call call, Random random) {
    JsonNode content = call.operation().path("requestBody").path("content");
    if (content.isEmpty()) {
      return "";
    }
    JsonNode example = content.iterator().next().path("example");
    ObjectNode body =
        example instanceof ObjectNode object
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    if (!body.isEmpty() && random.nextInt(3) == 0) {
      List<String> fields =
          body.properties().stream().map(Map.Entry::getKey).filter(f -> !f.equals("name")).toList();
      if (!fields.isEmpty()) {
        body.put(fields.get(random.nextInt(fields.size())), marks.get(random.nextInt(5)));
      }
    }
    if (random.nextInt(4) == 0) {
      body.put("owner", ids.get(3));
    }
    return random.nextInt(20) == 0 ? "{" : body.toString();
  }

  private String everythingOfAnns() {
    String account = ids.get(3);
    return Sql.text(
            """
            select string_agg(concat_ws(' ', id, name, plan, version, generation, suspended, halted, retries, delete_requested_at), ', ' order by id)
            from stores where owner = ?
            """,
            account)
        + Sql.text(
            "select string_agg(t::text, ' ' order by id) from tokens t where account = ?", account)
        + Sql.text("select a::text from accounts a where id = ?", account)
        + Sql.text("select count(*) from sessions where account = ?", account)
        + Sql.text(
            "select string_agg(e.id::text, ' ' order by e.id) from store_events e join stores s on s.id = e.store_id where s.owner = ?",
            account);
  }
}

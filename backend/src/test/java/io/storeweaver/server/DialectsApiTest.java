package io.storeweaver.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One server, three dialects, one model. */
@ApiTest
class DialectsApiTest {
  private static final String V1 = "/api/v1/stores";
  private static final String WEAVER = "/api/stores";
  private static final String GUIDE = "/stores";

  private final Api api = Api.somebody();

  @Test
  void theSameScenarioInThreeDialectsMakesOneStore() {
    String id = api.post(GUIDE, "{\"name\":\"Tea House\"}").expect(201).text("store.id");
    // The others are told that it is there already: by its name, whatever the dialect.
    api.post(WEAVER, Api.body("Tea House", "woocommerce")).expect(409);
    api.post(V1, Api.body("Tea House", "woocommerce")).problem(409, "NAME_TAKEN");
    api.await(id, "READY");

    JsonNode own = api.store(id);
    JsonNode weaver = api.get(WEAVER + "/" + id).expect(200).json().path("store");
    JsonNode guide = api.get(GUIDE + "/" + id).expect(200).json();
    assertThat(values(own, weaver, guide, "name")).containsExactly("Tea House");
    assertThat(values(own, weaver, guide, "namespace")).containsExactly("store-" + id);
    assertThat(weaver.path("url").asText())
        .isEqualTo(own.path("store_url").asText())
        .isEqualTo(guide.path("url").asText());
    assertThat(weaver.path("createdAt"))
        .isEqualTo(own.path("created_at"))
        .isEqualTo(guide.path("created_at"));

    api.patch(id, "{\"name\":\"Tea Room\"}").expect(202);
    assertThat(api.get(GUIDE + "/" + id).text("name")).isEqualTo("Tea Room");
    assertThat(api.get(GUIDE + "/" + id).json().path("version").asInt()).isEqualTo(2);
    assertThat(api.get(WEAVER + "/" + id).text("store.name")).isEqualTo("Tea Room");
    assertThat(listed(V1)).isEqualTo(listed(WEAVER)).isEqualTo(listed(GUIDE)).containsExactly(id);
    assertThat(api.get("/api/v1/quota").json().at("/stores/used").asInt()).isEqualTo(1);

    api.send("DELETE", WEAVER + "/" + id, new byte[0]).expect(200);
    assertThat(api.store(id).path("status").asText()).isEqualTo("DELETED");
    assertThat(api.get(GUIDE + "/" + id).text("status")).isEqualTo("decommissioned");
    api.get(WEAVER + "/" + id).expect(404);
    assertThat(listed(V1)).isEqualTo(listed(WEAVER)).isEqualTo(listed(GUIDE)).isEmpty();
  }

  @Test
  void theTimelineDoesNotCareInWhichDialectSomethingWasAsked() {
    String id = api.post(WEAVER, Api.body("Told", "medusa")).expect(202).text("store.id");
    JsonNode events = api.get(V1 + "/" + id + "/events").expect(200).json().path("events");
    assertThat(events.findValuesAsText("reason")).contains("Requested");
    assertThat(events.findValuesAsText("actor")).contains(api.caller());
  }

  @Test
  void whatBelongsToSomebodyElseIsNotThereInAnyDialect() {
    String id = Api.somebody().create("Private", "medusa");
    for (String path : new String[] {V1, WEAVER, GUIDE}) {
      api.get(path + "/" + id).expect(404);
      api.send("DELETE", path + "/" + id, new byte[0]).expect(404);
    }
    api.act(WEAVER + "/" + id + "/retry").expect(404);
  }

  private Set<String> listed(String path) {
    return Set.copyOf(api.get(path).expect(200).json().path("stores").findValuesAsText("id"));
  }

  private static Set<String> values(JsonNode a, JsonNode b, JsonNode c, String field) {
    return Stream.of(a, b, c).map(s -> s.path(field).asText()).collect(Collectors.toSet());
  }
}

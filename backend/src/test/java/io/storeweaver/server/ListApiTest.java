package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ApiTest
class ListApiTest {
  private final Api api = Api.somebody();

  private List<String> names(String query) {
    return api.get(STORES + "?" + query).expect(200).json().path("stores").findValuesAsText("name");
  }

  @Test
  void theNewestStoreComesFirstUnlessAskedOtherwise() {
    api.create("banana", "medusa");
    api.create("Apple", "woocommerce");
    api.create("cherry", "medusa");
    assertThat(names("")).containsExactly("cherry", "Apple", "banana");
    assertThat(names("sort=created_at")).containsExactly("banana", "Apple", "cherry");
    assertThat(names("sort=name")).containsExactly("Apple", "banana", "cherry");
    assertThat(names("sort=-name")).containsExactly("cherry", "banana", "Apple");
  }

  @Test
  void storesAreFoundByEngineStatusAndText() {
    String ready = api.ready("Tea 100%", "woocommerce");
    String gone = api.ready("Coffee_Bar", "medusa");
    api.delete(gone).expect(200);
    api.post(
            STORES,
            "{\"name\":\"Spices\",\"engine\":\"medusa\",\"custom_domain\":\"spices.example.net\"}")
        .expect(202);
    assertThat(names("engine=woocommerce")).containsExactly("Tea 100%");
    assertThat(names("status=ready&engine=woocommerce")).containsExactly("Tea 100%");
    assertThat(names("status=READY,PROVISIONING")).contains("Tea 100%", "Spices");
    assertThat(names("status=FAILED")).isEmpty();
    assertThat(names("q=TEA")).containsExactly("Tea 100%");
    assertThat(names("q=" + ready)).containsExactly("Tea 100%");
    assertThat(names("q=spices.example")).containsExactly("Spices");
    assertThat(names("q=100%25")).containsExactly("Tea 100%");
    assertThat(names("q=a_b")).isEmpty();
    assertThat(names("q=e_b&include=deleted")).containsExactly("Coffee_Bar");
    assertThat(names("q=%27%20or%20%271%27=%271")).isEmpty();
    assertThat(names("status=DELETED&include=deleted")).containsExactly("Coffee_Bar");
    assertThat(names("status=DELETED")).containsExactly("Coffee_Bar");
  }

  @Test
  void theOwnerFilterNeverShowsWhatIsSomebodyElses() {
    Api other = Api.somebody();
    other.create("Theirs", "medusa");
    api.create("Mine", "medusa");
    assertThat(names("owner=" + api.caller())).containsExactly("Mine");
    assertThat(names("owner=" + other.caller())).isEmpty();
  }

  @Test
  void pagesJoinWithoutGapOrRepetitionWhileStoresAreAdded() {
    for (int i = 0; i < 7; i++) {
      api.create("Store " + i, "woocommerce");
    }
    for (String sort : new String[] {"-created_at", "created_at", "name", "-name"}) {
      List<String> seen = new ArrayList<>();
      String token = "";
      do {
        String path = STORES + "?q=store&page_size=2&sort=" + sort + "&page_token=" + token;
        JsonNode page = api.get(path).expect(200).json();
        page.path("stores").forEach(s -> seen.add(s.path("name").asText()));
        token = page.path("next_page_token").asText("");
        api.create("Added " + sort + seen.size(), "medusa");
      } while (!token.isEmpty() && !token.equals("null"));
      assertThat(seen.stream().filter(n -> n.startsWith("Store ")))
          .hasSize(7)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void everyPageCountsAll() {
    api.create("One", "woocommerce");
    api.create("Two", "medusa");
    api.ready("Three", "medusa");
    JsonNode page = api.get(STORES + "?page_size=1&engine=medusa").expect(200).json();
    assertThat(page.path("stores")).hasSize(1);
    assertThat(page.path("total").asInt()).isEqualTo(2);
    int counted = 0;
    for (JsonNode count : page.path("counts")) {
      counted += count.asInt();
    }
    assertThat(counted).as("counts are of all, whatever the filter").isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "sort=size, sort",
    "page_size=0, page_size",
    "page_size=201, page_size",
    "page_size=-1, page_size",
    "page_size=ten, page_size",
    "page_size=99999999999, page_size",
    "engine=shopify, engine",
    "status=BROKEN, status",
    "status=PENDING, status",
    "'status=READY,,FAILED', status",
    "include=everything, include"
  })
  void aParameterThatMakesNoSenseIsNamed(String query, String field) {
    api.get(STORES + "?" + query).problem(400, "VALIDATION_FAILED").at(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "!!!",
        "null",
        "{}",
        "[]",
        "{\"sort\":\"-created_at\",\"value\":\"yesterday\",\"id\":\"a\"}",
        "{\"sort\":\"-created_at\",\"value\":\"+1000000000-12-31T23:59:59Z\",\"id\":\"a\"}",
        "{\"sort\":\"-created_at\",\"value\":\"2026-01-01T00:00:00Z\",\"id\":\"\\u0000\"}",
        "{\"sort\":\"-created_at\",\"value\":null,\"id\":null}",
        "{\"sort\":\"name\",\"value\":\"a\",\"id\":\"b\"}"
      })
  void aTokenThatThisListNeverGaveIsRefused(String content) {
    String token =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(content.getBytes(StandardCharsets.UTF_8));
    api.get(STORES + "?page_token=" + token).problem(400, "VALIDATION_FAILED").at("page_token");
    api.get(STORES + "?page_token=%21%21" + token)
        .problem(400, "VALIDATION_FAILED")
        .at("page_token");
  }

  @Test
  void noTokenBringsWhatTheDatabaseCannotHold() {
    String content = "{\"sort\":\"name\",\"value\":\"a\\u0000\",\"id\":\"b\"}";
    String token = Base64.getUrlEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    api.get(STORES + "?sort=name&page_token=" + token)
        .problem(400, "VALIDATION_FAILED")
        .at("page_token");
  }
}

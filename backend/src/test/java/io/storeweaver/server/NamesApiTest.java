package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static io.storeweaver.server.Api.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that try to be something else: shell, template, markup, another line. */
@ApiTest
class NamesApiTest {
  private static final Pattern KIND = Pattern.compile("(?m)^kind: \\S+$");
  private static final List<String> ACCEPTED =
      List.of(
          "caf\u00e9 \u00fcber \u00df",
          "\u8336\u9986",
          "\ud83d\uded2 \ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67",
          "\u0645\u062a\u062c\u0631 \u202eabc\u202c",
          "x".repeat(200),
          "\ud83d\uded2".repeat(200),
          "\"; rm -rf / #",
          "a,b=c",
          "{{ .Values }}",
          "{{ fail \"x\" }}",
          "$(id) `id` ${HOME}",
          "'; drop table stores; --",
          "<script>alert(1)</script>",
          "!!!",
          "- a: b",
          "a: b # c",
          "null",
          "true",
          "12",
          "0x1F",
          "1e3",
          "~",
          "&anchor *alias",
          "%s%n%d \\n \\",
          "..",
          "a/../../b",
          "--set x=y",
          "a  \u00a0 b",
          "\u2028".strip() + "\ufeffbom");

  private final Api api = Api.somebody();

  private record Shape(List<String> kinds, long lines) {}

  private record Made(Api owner, String id) {}

  private Shape shape(Api who, String id) {
    String manifest = who.get(STORES + "/" + id + "/manifest").expect(200).text("manifest");
    return new Shape(
        KIND.matcher(manifest).results().map(MatchResult::group).toList(),
        manifest.lines().count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"woocommerce", "medusa"})
  void aNameIsOnlyAName(String engine) {
    String plain = api.create("Plain", engine);
    Map<String, Made> made = new LinkedHashMap<>();
    for (String name : ACCEPTED) {
      Api owner = Api.somebody();
      made.put(name, new Made(owner, owner.create(name, engine)));
    }
    api.await(plain, "READY");
    Shape usual = shape(api, plain);
    made.forEach(
        (name, store) -> {
          JsonNode ready = store.owner().await(store.id(), "READY");
          assertThat(ready.path("name").asText()).isEqualTo(name);
          assertThat(store.id()).matches("[a-z]([a-z0-9-]*[a-z0-9])?");
          assertThat(store.id().length()).isLessThanOrEqualTo(53);
          assertThat(shape(store.owner(), store.id())).as(name).isEqualTo(usual);
        });
  }

  @Test
  void aNameOfOnlyPunctuationBecomesAStoreNamedStore() {
    assertThat(api.create("?!\u2026", "medusa")).matches("store-[a-z0-9]{6}");
    assertThat(api.create("42", "medusa")).matches("s-42-[a-z0-9]{6}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\u0000",
        "a\\u0000b",
        "a\\nb",
        "a\\rb",
        "a\\tb",
        "a\\u001bb",
        "a\\u007fb",
        "a\\u0085b",
        "a\\u2028b",
        "\\ud800",
        "a\\udc00b",
        "\\udc00\\ud800",
        "",
        "   ",
        "\\u2003"
      })
  void aNameThatNoListCouldShowIsRefused(String escaped) {
    api.post(STORES, "{\"name\":\"" + escaped + "\",\"engine\":\"medusa\"}")
        .problem(400, "VALIDATION_FAILED")
        .at("name");
  }

  @Test
  void aNameHasAtMost200CharactersWhateverTheirSize() {
    api.post(STORES, body("x".repeat(201), "medusa")).problem(400, "VALIDATION_FAILED").at("name");
    api.post(STORES, body("\ud83d\uded2".repeat(201), "medusa"))
        .problem(400, "VALIDATION_FAILED")
        .at("name");
    api.post(STORES, body("  " + "y".repeat(200) + "  ", "medusa")).expect(202);
    api.post(STORES, body("\ufdfa".repeat(200), "medusa")).expect(202);
  }
}

package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ApiTest
class EditApiTest {
  private final Api api = Api.somebody();
  private String id = "";

  @BeforeEach
  void aStore() {
    id = api.create("Before", "woocommerce");
  }

  @Test
  void anEditNeedsTheTagOfTheStoreAsItWasRead() {
    byte[] edit = "{\"plan\":\"standard\"}".getBytes(StandardCharsets.UTF_8);
    String[] json = {"Content-Type", "application/json"};
    api.send("PATCH", STORES + "/" + id, edit, json).problem(428, "PRECONDITION_REQUIRED");
    for (String tag :
        new String[] {"\"99\"", "1", "W/\"1\"", "\"99999999999999999999\"", "\"x\""}) {
      api.patch(id, "{\"plan\":\"standard\"}", tag).problem(412, "VERSION_STALE");
    }
    Answer edited = api.patch(id, "{\"plan\":\"standard\"}").expect(202);
    assertThat(edited.header("ETag")).isEqualTo("\"" + edited.text("version") + "\"");
  }

  @Test
  void ofTwoEditsOfTheSameVersionOneIsRefused() {
    String tag = api.get(STORES + "/" + id).header("ETag");
    api.patch(id, "{\"name\":\"First\"}", tag).expect(202);
    api.patch(id, "{\"name\":\"Second\"}", tag).problem(412, "VERSION_STALE");
    assertThat(api.store(id).path("name").asText()).isEqualTo("First");
  }

  @Test
  void anEditThatChangesNothingIsNoWork() {
    String tag = api.get(STORES + "/" + id).header("ETag");
    for (String same :
        new String[] {
          "{}", "{\"plan\":\"starter\"}", "{\"name\":\" Before \"}", "{\"custom_domain\":null}"
        }) {
      assertThat(api.patch(id, same, tag).expect(200).header("ETag")).isEqualTo(tag);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"name\":null}          | name",
        "{\"name\":5}             | name",
        "{\"name\":\"\"}          | name",
        "{\"plan\":null}          | plan",
        "{\"plan\":\"huge\"}      | plan",
        "{\"suspended\":\"yes\"}  | suspended",
        "{\"suspended\":null}     | suspended",
        "{\"chart_version\":\"0.0.0\"}   | chart_version",
        "{\"chart_version\":1}           | chart_version",
        "{\"custom_domain\":\"\"}        | custom_domain",
        "{\"custom_domain\":\"a b.com\"} | custom_domain",
        "{\"custom_domain\":\"x.localhost\"} | custom_domain"
      })
  void anEditThatMakesNoSenseNamesTheField(String edit, String field) {
    api.patch(id, edit).problem(400, "VALIDATION_FAILED").at(field);
  }

  @Test
  void whatCannotBeEditedIsNamed() {
    api.patch(id, "{\"engine\":\"medusa\",\"id\":\"x\"}")
        .problem(400, "UNKNOWN_FIELD")
        .at("engine")
        .at("id");
    api.patch(id, "{\"status\":\"READY\"}").problem(400, "UNKNOWN_FIELD").at("status");
  }

  @Test
  void aLargerPlanIsANewRevisionAndTheShopStaysReady() {
    api.await(id, "READY");
    int before = api.store(id).path("revision").asInt();
    api.patch(id, "{\"plan\":\"business\"}").expect(202);
    JsonNode after = api.await(id, "READY");
    assertThat(after.path("plan").asText()).isEqualTo("business");
    assertThat(after.path("revision").asInt()).isEqualTo(before + 1);
    assertThat(after.path("generation")).isEqualTo(after.path("observed_generation"));
    JsonNode revisions =
        api.get(STORES + "/" + id + "/revisions").expect(200).json().path("revisions");
    assertThat(revisions).hasSize(2);
    assertThat(revisions.path(0).path("current").asBoolean()).isTrue();
    assertThat(revisions.path(0).path("plan").asText()).isEqualTo("business");
    assertThat(revisions.path(1).path("plan").asText()).isEqualTo("starter");
  }

  @Test
  void aRollbackBringsBackWhatARevisionHad() {
    api.await(id, "READY");
    api.patch(id, "{\"plan\":\"business\"}").expect(202);
    api.await(id, "READY");
    api.post(STORES + "/" + id + "/rollback", "{\"revision\":1}").expect(202);
    JsonNode back = api.await(id, "READY");
    assertThat(back.path("plan").asText()).isEqualTo("starter");
    assertThat(back.path("revision").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}",
        "{\"revision\":null}",
        "{\"revision\":0}",
        "{\"revision\":-1}",
        "{\"revision\":7}",
        "{\"revision\":1.5}",
        "{\"revision\":\"1\"}",
        "{\"revision\":99999999999}"
      })
  void aRollbackGoesToARevisionThatExists(String body) {
    api.await(id, "READY");
    api.post(STORES + "/" + id + "/rollback", body)
        .problem(400, "VALIDATION_FAILED")
        .at("revision");
  }

  @Test
  void aNameCanBeChangedButNotToOneThatIsTaken() {
    api.await(id, "READY");
    api.create("Taken", "medusa");
    api.patch(id, "{\"name\":\"tAkEn\"}").problem(409, "NAME_TAKEN").at("name");
    api.patch(id, "{\"name\":\"BEFORE\"}").expect(202);
    JsonNode renamed = api.await(id, "READY");
    assertThat(renamed.path("name").asText()).isEqualTo("BEFORE");
    assertThat(renamed.path("id").asText()).isEqualTo(id);
  }

  @Test
  void aSuspendedShopComesBack() {
    api.await(id, "READY");
    api.patch(id, "{\"suspended\":true}").expect(202);
    assertThat(api.await(id, "SUSPENDED").path("suspended").asBoolean()).isTrue();
    JsonNode detail = api.get(STORES + "/" + id + "/detail").expect(200).json();
    assertThat(detail.path("resources").findValuesAsText("kind"))
        .doesNotContain("Pod")
        .contains("PersistentVolumeClaim");
    api.patch(id, "{\"suspended\":false}").expect(202);
    api.await(id, "READY");
  }

  @Test
  void aCustomDomainIsSetMovedAndRemoved() {
    api.await(id, "READY");
    String domain = "shop-" + id + ".example.com";
    api.patch(id, "{\"custom_domain\":\"" + domain + "\"}").expect(202);
    JsonNode set = api.await(id, "READY");
    assertThat(set.path("custom_domain").asText()).isEqualTo(domain);
    assertThat(set.path("store_url").asText()).contains(domain);
    String manifest = api.get(STORES + "/" + id + "/manifest").expect(200).text("manifest");
    assertThat(manifest).contains("- host: \"" + domain + "\"");

    String other = api.create("Other", "medusa");
    String take = "{\"custom_domain\":\"" + domain + "\"}";
    api.patch(other, take).problem(409, "DOMAIN_TAKEN").at("custom_domain");

    api.patch(id, "{\"custom_domain\":null}").expect(202);
    JsonNode removed = api.await(id, "READY");
    assertThat(removed.path("custom_domain").isNull()).isTrue();
    assertThat(removed.path("store_url").asText()).contains(".localhost");
    api.patch(other, take).expect(202);
  }

  @Test
  void aDomainWithLettersOfAnyScriptIsKeptInItsAsciiForm() {
    api.patch(id, "{\"custom_domain\":\"bücher-" + id + ".example\"}").expect(202);
    assertThat(api.store(id).path("custom_domain").asText()).startsWith("xn--bcher-");
  }

  @Test
  void aStoreThatGoesAwayIsNotEdited() {
    api.delete(id).expect(200);
    api.patch(id, "{\"plan\":\"standard\"}").problem(409, "STATE_CONFLICT");
    api.act(STORES + "/" + id + "/retry").problem(409, "STATE_CONFLICT");
    api.act(STORES + "/" + id + "/cancel").problem(409, "STATE_CONFLICT");
    api.post(STORES + "/" + id + "/rollback", "{\"revision\":1}").problem(409, "STATE_CONFLICT");
  }
}

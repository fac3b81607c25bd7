package io.storeweaver.server;

import static io.storeweaver.server.Api.STORES;
import static io.storeweaver.server.Api.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.storeweaver.GeneratedDoc;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server's description of itself, and whether it is right. */
@ApiTest
class DescriptionApiTest {
  private final Api api = Api.somebody();

  private JsonNode served() {
    return api.get("/openapi?format=json").expect(200).json();
  }

  @Test
  void theDescriptionInTheRepositoryIsTheServedOne() throws IOException {
    // Texts are quoted: a time among the examples is a text, which not every YAML reader believes.
    YAMLMapper yaml =
        new YAMLMapper(
            YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .build());
    new GeneratedDoc("openapi.yaml", "DescriptionApiTest")
        .mustRead(yaml.writeValueAsString(served()));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/stores, ''",
    "/api/v1/stores/{id}, ''",
    "/api/v1/stores/{id}/detail, /detail",
    "/api/v1/stores/{id}/events, /events",
    "/api/v1/stores/{id}/revisions, /revisions",
    "/api/v1/stores/{id}/manifest, /manifest",
    "/api/v1/stores/{id}/logs, /logs",
    "/api/v1/stores/{id}/credentials, /credentials"
  })
  void whatIsAnsweredAboutAStoreIsWhatIsDescribed(String path, String below) {
    String id = api.ready("Described " + below.replace("/", ""), "woocommerce");
    String address = path.contains("{") ? STORES + "/" + id + below : STORES;
    assertDescribed("get", path, api.get(address));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/engines, /api/v1/engines",
    "/api/v1/plans, /api/v1/plans",
    "/api/v1/quota, /api/v1/quota",
    "/api/v1/health, /api/v1/health",
    "/problems, /problems",
    "/problems/{code}, /problems/name-taken"
  })
  void everythingElseThatIsAnsweredIsDescribedToo(String path, String address) {
    assertDescribed("get", path, api.get(address));
  }

  @Test
  void whatIsAnsweredToAnActIsWhatIsDescribed() {
    Answer created = api.post(STORES, body("Acted on", "medusa"));
    assertDescribed("post", STORES, created);
    assertDescribed("post", STORES, api.post(STORES + "?validate_only=true", body("B", "medusa")));
    String id = created.text("id");
    api.await(id, "READY");
    assertDescribed("patch", STORES + "/{id}", api.patch(id, "{\"plan\":\"standard\"}"));
    api.await(id, "READY");
    String back = "{\"revision\":1}";
    assertDescribed(
        "post", STORES + "/{id}/rollback", api.post(STORES + "/" + id + "/rollback", back));
    assertDescribed("delete", STORES + "/{id}", api.delete(id));
  }

  @Test
  void aRefusalIsWhatIsDescribed() {
    assertDescribed("post", STORES, api.post(STORES, "{}").expect(400));
    assertDescribed("get", STORES + "/{id}", api.get(STORES + "/unknown-000000").expect(404));
  }

  private void assertDescribed(String method, String path, Answer answer) {
    JsonNode api = served();
    JsonNode response =
        api.path("paths")
            .path(path)
            .path(method)
            .path("responses")
            .path(Integer.toString(answer.status()));
    JsonNode described =
        response.has("$ref") ? api.at(response.path("$ref").asText().substring(1)) : response;
    String type = answer.header("Content-Type").replaceFirst(";.*", "");
    JsonNode content = described.path("content").path(type);
    assertThat(content.has("schema"))
        .as("%s %s %s %s is described", method, path, answer.status(), type)
        .isTrue();
    ObjectNode whole = content.path("schema").deepCopy();
    whole.set("components", api.path("components"));
    JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(whole);
    assertThat(schema.validate(answer.body(), InputFormat.JSON)).as(answer.body()).isEmpty();
  }

  @Test
  void peopleFindThePageOfTheApi() {
    Answer page = api.get("/docs/", "Accept", "text/html").expect(200);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.body()).contains("Store Weaver API");
    assertThat(page.body()).doesNotContain("http://", "https://");
    Answer problem = api.get("/problems/name-taken", "Accept", "text/html").expect(200);
    assertThat(problem.header("Content-Type")).startsWith("text/html");
    assertThat(problem.body()).contains("<h1>NAME_TAKEN</h1>", "409: The name is taken.");
    assertThat(api.get("/problems/no-such").expect(404).text("code")).isEqualTo("NOT_FOUND");
  }
}

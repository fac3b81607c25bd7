package io.storeweaver.server;

import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.storeweaver.GeneratedDoc;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@ApiTest
class DescriptionApiTest {
  private final Api api = Api.somebody();

  @Test
  void theDescriptionInTheRepositoryIsTheServedOne() throws IOException {
    // Texts are quoted: a time among the examples is a text, which not every YAML reader believes.
    YAMLMapper yaml =
        new YAMLMapper(
            YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .build());
    Answer served = api.get("/openapi?format=json").expect(200);
    new GeneratedDoc("openapi.yaml", "DescriptionApiTest")
        .mustRead(yaml.writeValueAsString(served.json()));
  }
}

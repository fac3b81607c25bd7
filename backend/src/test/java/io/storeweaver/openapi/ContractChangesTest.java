package io.storeweaver.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractChangesTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "openapi");
  private static final String API =
      """
      openapi: 3.1.0
      paths:
        /shops:
          get:
            operationId: listShops
            parameters:
              - {name: size, in: query, schema: {type: integer, maximum: 200}}
            responses:
              '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Shop'}}}}
          post:
            operationId: createShop
            requestBody:
              content: {application/json: {schema: {$ref: '#/components/schemas/Wish'}}}
            responses:
              '202': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Shop'}}}}
      components:
        schemas:
          Wish: {type: object, required: [name], properties: {name: {type: string}, kind: {type: string, enum: [a, b]}}}
          Shop: {type: object, required: [name], properties: {name: {type: string}, state: {type: string, enum: [up, down]}}}
      """;

  @Test
  void nothingIsTakenFromTheClientsOfThePublishedContract() throws IOException {
    List<String> accepted =
        Files.readAllLines(FOLDER.resolve("accepted-changes.txt")).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();
    List<String> breaking =
        ContractChanges.breaking(
            Description.of(FOLDER.resolve("published.yaml")), Description.current());
    assertThat(breaking.stream().filter(change -> !accepted.contains(change)))
        .as("changes that break clients; CONTRIBUTING.md says how one is accepted")
        .isEmpty();
    assertThat(breaking).as("accepted changes that are none any more").containsAll(accepted);
  }

  @Test
  void theSameContractBreaksNothing() {
    assertThat(changed(API)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          /shops:                     | /stores:                          | GET /shops is gone
          operationId: listShops      | operationId: shops                | GET /shops has another operationId
          name: size, in              | name: count, in                   | GET /shops takes no parameter query size any more
          in: query, schema           | in: query, required: true, schema | GET /shops needs the parameter query size
          maximum: 200                | maximum: 100                      | GET /shops parameter query size has a lower maximum
          '202':                      | '201':                            | POST /shops 202 is gone
          Wish: {type: object, required: [name] | Wish: {type: object, required: [name, kind] | POST /shops request.kind is required
          enum: [a, b]                | enum: [a]                         | POST /shops request.kind does not take b
          kind: {type                 | sort: {type                       | POST /shops request.kind is gone
          state: {type                | status: {type                     | GET /shops 200.state is gone
          enum: [up, down]            | enum: [up, down, odd]             | GET /shops 200.state can be odd
          Shop: {type: object, required: [name] | Shop: {type: object, required: [] | GET /shops 200.name can be absent
          "required: [name], properties: {name: {type: string}, state" | "required: [name], properties: {name: {type: integer}, state" | GET /shops 200.name is [integer] instead of [string]
          "required: [name], properties: {name: {type: string}, state" | "required: [name], properties: {name: {type: [string, 'null']}, state" | "GET /shops 200.name is [null, string] instead of [string]"
          """)
  void whatIsTakenAwayIsNamed(String was, String is, String change) {
    assertThat(API).contains(was);
    assertThat(changed(API.replace(was, is))).contains(change);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          maximum: 200          | maximum: 500
          enum: [a, b]          | enum: [a, b, c]
          enum: [up, down]      | enum: [up]
          state: {type          | place: {type: string}, state: {type
          kind: {type           | more: {type: string}, kind: {type
          required: [name], properties: {name: {type: string}, kind | required: [], properties: {name: {type: string}, kind
          """)
  void whatIsOnlyAddedBreaksNobody(String was, String is) {
    assertThat(API).contains(was);
    assertThat(changed(API.replace(was, is))).isEmpty();
  }

  private static List<String> changed(String now) {
    return ContractChanges.breaking(Description.of(API), Description.of(now));
  }
}

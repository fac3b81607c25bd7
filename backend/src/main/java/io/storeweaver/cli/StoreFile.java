package io.storeweaver.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Stores written down in a file: YAML or JSON with the fields of the API, as one document for each
 * store, as a list, or as a list named {@code stores}.
 */
final class StoreFile {
  private StoreFile() {}

  /** The stores of a file; {@code -} is the standard input. */
  static List<ObjectNode> read(String file, Console console) {
    List<ObjectNode> stores = new ArrayList<>();
    try (InputStream in = file.equals("-") ? console.in() : Files.newInputStream(Path.of(file));
        JsonParser documents = new YAMLFactory().createParser(in)) {
      for (JsonToken token = documents.nextToken(); token != null; token = documents.nextToken()) {
        add(stores, JsonText.value(documents, token), file);
      }
    } catch (NoSuchFileException e) {
      throw wrong(file, "it does not exist");
    } catch (IOException e) {
      throw wrong(file, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
    if (stores.isEmpty()) {
      throw wrong(file, "it holds no store");
    }
    return stores;
  }

  private static void add(List<ObjectNode> stores, JsonNode document, String file) {
    if (document.isArray() || document.path("stores").isArray()) {
      JsonNode list = document.isArray() ? document : document.path("stores");
      list.forEach(each -> add(stores, each, file));
    } else if (document instanceof ObjectNode store) {
      stores.add(store);
    } else if (!document.isNull() && !document.isMissingNode()) {
      throw wrong(file, "\"" + document.asText() + "\" is no store");
    }
  }

  private static CommandFailed wrong(String file, String why) {
    return new CommandFailed(
        Exit.USAGE,
        file + " cannot be used: " + why + ".",
        "A store in it looks like: {name: Acme, engine: medusa, plan: starter}");
  }
}

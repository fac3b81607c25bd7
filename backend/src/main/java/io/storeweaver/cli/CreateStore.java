package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates a store. */
@Command(
    name = "create",
    description = {
      "Create a store. Prints its id, or with --wait its address once it is ready for orders."
    },
    footer = {
      "  weaver stores create acme --engine medusa --wait",
      "  weaver stores create \"Corner Shop\" --engine woocommerce --plan standard",
      "  url=$(weaver -q stores create acme --engine medusa --wait --timeout 20m)",
      "  weaver stores create acme --engine medusa --validate-only",
      "  weaver stores create -f shops.yaml --wait",
      "  pass show acme | weaver stores create acme --engine medusa --admin-password-stdin"
    })
final class CreateStore implements Runnable {
  private final Weaver weaver;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "The store's name: 1 to 200 characters.")
  private @Nullable String name;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "woocommerce or medusa; weaver engines says more.")
  private @Nullable String engine;

  @Option(
      names = "--plan",
      paramLabel = "PLAN",
      description = "How much it may use; weaver plans lists them. Default: the smallest.")
  private @Nullable String plan;

  @Option(
      names = "--chart-version",
      paramLabel = "VERSION",
      description = "Version of the engine's chart. Default: the newest.")
  private @Nullable String chartVersion;

  @Option(
      names = "--domain",
      paramLabel = "DOMAIN",
      description = "A domain of your own for the shop.")
  private @Nullable String domain;

  @Option(
      names = "--admin-email",
      paramLabel = "EMAIL",
      description = "E-mail of the shop's admin.")
  private @Nullable String adminEmail;

  @Option(names = "--admin-username", paramLabel = "NAME", description = "User name of the admin.")
  private @Nullable String adminUsername;

  @Option(
      names = "--admin-password-stdin",
      description = "Read the admin's password from the standard input; else one is generated.")
  private boolean passwordFromInput;

  @Option(names = "--no-storefront", description = "Medusa without its storefront.")
  private boolean noStorefront;

  @Option(
      names = "--validate-only",
      description = "Only say what would happen, and whether it is permitted.")
  private boolean validateOnly;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = {
        "Create all stores of a YAML or JSON file (- is the standard input) instead: the fields are"
            + " the API's, one document or list item for each store."
      })
  private @Nullable String file;

  @Mixin private WaitOptions wait = new WaitOptions();

  CreateStore(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    boolean one = name != null && engine != null && file == null;
    boolean several = name == null && engine == null && file != null && !validateOnly;
    if (one == several) {
      throw new CommandFailed(
          Exit.USAGE,
          "Either a name and an engine are needed, or a file.",
          "weaver stores create acme --engine medusa",
          "weaver stores create -f shops.yaml");
    }
    Api api = weaver.api();
    if (file != null) {
      new StoreBatch(weaver, api).create(StoreFile.read(file, weaver.console()), wait);
    } else if (validateOnly) {
      JsonNode answer = api.post("/stores?validate_only=true", body());
      weaver.printer().answer(answer, () -> preview(answer));
    } else {
      create(api);
    }
  }

  private void create(Api api) {
    JsonNode store = send(api, body());
    String id = store.path("id").asText();
    new StoreChange(weaver, api)
        .follow(
            store,
            Goal.READY,
            wait,
            "is ready. The admin's login: weaver stores credentials " + id);
  }

  /** With its key, a request that whatever lies in between sends again makes one store only. */
  static JsonNode send(Api api, ObjectNode body) {
    return api.post("/stores", body, "Idempotency-Key", UUID.randomUUID().toString());
  }

  private ObjectNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    put(body, "name", name);
    put(body, "engine", engine);
    put(body, "plan", plan);
    put(body, "chart_version", chartVersion);
    put(body, "custom_domain", domain);
    put(body, "admin_email", adminEmail);
    put(body, "admin_username", adminUsername);
    put(body, "admin_password", passwordFromInput ? Prompt.fromInput(weaver.console()) : null);
    if (noStorefront) {
      body.put("storefront", false);
    }
    return body;
  }

  private static void put(ObjectNode body, String field, @Nullable String value) {
    if (value != null) {
      body.put(field, value);
    }
  }

  private static Table preview(JsonNode answer) {
    JsonNode store = answer.path("store");
    Table table = new Table().row("This would", "create a store; nothing was created");
    store.properties().forEach(field -> table.row(field.getKey(), field.getValue().asText()));
    return table;
  }
}

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
      "  pass show acme | weaver stores create acme --engine medusa --admin-password-stdin"
    })
final class CreateStore implements Runnable {
  private final Weaver weaver;

  @Parameters(paramLabel = "NAME", description = "The store's name: 1 to 200 characters.")
  private String name = "";

  @Option(
      names = "--engine",
      required = true,
      paramLabel = "ENGINE",
      description = "woocommerce or medusa; weaver engines says more.")
  private String engine = "";

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

  @Mixin private WaitOptions wait = new WaitOptions();

  CreateStore(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    Api api = weaver.api();
    if (validateOnly) {
      JsonNode answer = api.post("/stores?validate_only=true", body());
      weaver.printer().answer(answer, () -> preview(answer));
      return;
    }
    // With its key, a request that is sent again by whatever lies in between makes one store only.
    JsonNode store = api.post("/stores", body(), "Idempotency-Key", UUID.randomUUID().toString());
    String id = store.path("id").asText();
    new StoreChange(weaver, api)
        .follow(
            store,
            Goal.READY,
            wait,
            "is ready. The admin's login: weaver stores credentials " + id);
  }

  private ObjectNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("name", name).put("engine", engine);
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

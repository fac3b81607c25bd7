package io.storeweaver.openapi;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * What a parameter means and takes; the same name means the same everywhere. Resources take
 * parameters as text, so that a wrong one is refused by name.
 */
final class KnownParameters {
  private record Known(String meaning, Supplier<Schema> schema) {}

  private static final Map<String, Known> KNOWN =
      Map.ofEntries(
          Map.entry(
              "code", new Known("The code in lower case, with - for _.", KnownParameters::text)),
          Map.entry("id", new Known("The store's id.", KnownParameters::text)),
          Map.entry(
              "page_size",
              new Known("Most entries of a page.", () -> number(1, 200).defaultValue(50))),
          Map.entry(
              "page_token",
              new Known("next_page_token of the page before.", KnownParameters::text)),
          Map.entry(
              "q",
              new Known("Looked for in name, id, host and custom domain.", KnownParameters::text)),
          Map.entry(
              "status",
              new Known("One or more statuses, separated by commas.", KnownParameters::text)),
          Map.entry(
              "engine",
              new Known("Only stores of this engine.", () -> oneOf("woocommerce", "medusa"))),
          Map.entry(
              "owner",
              new Known("Only stores of this owner; for operators.", KnownParameters::text)),
          Map.entry(
              "sort",
              new Known(
                  "What to sort by; - is the other way round.",
                  () ->
                      oneOf("created_at", "-created_at", "name", "-name", "status", "-status")
                          .defaultValue("-created_at"))),
          Map.entry(
              "include",
              new Known("deleted lists deleted stores as well.", () -> oneOf("deleted"))),
          Map.entry(
              "validate_only",
              new Known("true checks everything and creates nothing.", KnownParameters::flag)),
          Map.entry("component", new Known("Only this part of the shop.", KnownParameters::text)),
          Map.entry(
              "tail", new Known("How many last lines.", () -> number(1, 5000).defaultValue(200))),
          Map.entry(
              "previous", new Known("true reads the run before a restart.", KnownParameters::flag)),
          Map.entry(
              "follow", new Known("true streams new lines as they come.", KnownParameters::flag)),
          Map.entry(
              "revision",
              new Known("Which revision; the newest by default.", () -> number(1, 999_999_999))),
          Map.entry(
              "If-Match",
              new Known(
                  "The store's ETag as it was read, for example \"3\".", KnownParameters::text)),
          Map.entry(
              "Prefer",
              new Known(
                  "wait=0 to wait=30 (seconds), or respond-async (RFC 7240).",
                  KnownParameters::text)),
          Map.entry(
              "Last-Event-ID",
              new Known("Id of the last event that was received.", KnownParameters::text)),
          Map.entry(
              "Idempotency-Key",
              new Known(
                  "Makes a repeated request harmless: it gets the first answer again, for a day.",
                  () -> text().minLength(1).maxLength(255).pattern("^[!-~]+$"))));

  private KnownParameters() {}

  static void describe(Operation operation) {
    List<Parameter> parameters = operation.getParameters();
    for (Parameter parameter : parameters == null ? List.<Parameter>of() : parameters) {
      Known known = KNOWN.get(parameter.getName());
      if (known != null && parameter.getDescription() == null) {
        parameter.description(known.meaning()).schema(known.schema().get());
      }
      if (parameter.getName().equals("If-Match")) {
        parameter.required(true);
      }
    }
  }

  private static Schema text() {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
  }

  private static Schema flag() {
    return OASFactory.createSchema().addType(Schema.SchemaType.BOOLEAN).defaultValue(false);
  }

  private static Schema number(long least, long most) {
    return OASFactory.createSchema()
        .addType(Schema.SchemaType.INTEGER)
        .minimum(BigDecimal.valueOf(least))
        .maximum(BigDecimal.valueOf(most));
  }

  private static Schema oneOf(String... values) {
    return text().enumeration(Arrays.<Object>asList((Object[]) values));
  }
}

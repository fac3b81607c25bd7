package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The commands about the audit log, for operators. */
@Command(
    name = "audit",
    description = "Read the audit log and check that nobody has changed it; for operators.",
    footer = {"  weaver audit list --store acme-x1y2z3", "  weaver audit verify"})
final class AuditCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw Weaver.missingCommand(spec);
  }

  /** Lists entries. */
  @Command(
      name = "list",
      aliases = "ls",
      description = "List who did what, the newest first.",
      footer = {
        "  weaver audit list --actor alice --limit 200",
        "  weaver audit list --store acme-x1y2z3 -o json",
        "  weaver audit list --from 2026-01-31T00:00:00Z --to 2026-02-01T00:00:00Z"
      })
  static final class ListEntries implements Runnable {
    private final Weaver weaver;

    @Option(names = "--actor", paramLabel = "ACCOUNT", description = "Only what this account did.")
    private @Nullable String actor;

    @Option(names = "--action", paramLabel = "ACTION", description = "Only acts of this kind.")
    private @Nullable String action;

    @Option(names = "--store", paramLabel = "ID", description = "Only what this store met with.")
    private @Nullable String store;

    @Option(names = "--from", paramLabel = "TIME", description = "From this time on.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Before this time.")
    private @Nullable String to;

    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "50",
        description = "How many entries at most, 200 being the most. Default: ${DEFAULT-VALUE}.")
    private int limit;

    ListEntries(Weaver weaver) {
      this.weaver = weaver;
    }

    @Override
    public void run() {
      List<String> query = new ArrayList<>();
      query.add("page_size=" + limit);
      add(query, "actor", actor);
      add(query, "action", action);
      add(query, "store", store);
      add(query, "from", from);
      add(query, "to", to);
      JsonNode answer = weaver.api().get("/audit?" + String.join("&", query));
      weaver.printer().answer(answer, () -> table(answer, weaver.console().clock().instant()));
    }

    private static void add(List<String> query, String name, @Nullable String value) {
      if (value != null) {
        query.add(name + "=" + Api.encoded(value));
      }
    }

    private static Table table(JsonNode answer, Instant now) {
      Table table = new Table("AGE", "ACTOR", "ACTION", "STORE", "SUBJECT", "FROM", "REQUEST");
      for (JsonNode entry : answer.path("entries")) {
        table.row(
            Times.ago(entry.path("at"), now),
            entry.path("actor").asText(),
            entry.path("action").asText(),
            entry.path("store").asText(""),
            entry.path("subject").asText(""),
            entry.path("address").asText(""),
            entry.path("request_id").asText(""));
      }
      return table;
    }
  }

  /** Checks the chain of hashes. */
  @Command(
      name = "verify",
      description = {
        "Recompute the chain of hashes; ends with 1 where it is broken. Keep the head that it"
            + " prints elsewhere: it shows whether everything up to it is still there."
      },
      footer = {"  weaver audit verify", "  weaver audit verify -o json | jq -r .head.hash"})
  static final class Verify implements Runnable {
    private final Weaver weaver;

    Verify(Weaver weaver) {
      this.weaver = weaver;
    }

    @Override
    public void run() {
      JsonNode verdict = weaver.api().get("/audit/verify");
      weaver.printer().answer(verdict, () -> table(verdict));
      if (!verdict.path("intact").asBoolean()) {
        throw new CommandFailed(
            Exit.REFUSED, "The audit log is broken: " + verdict.path("broken").asText());
      }
    }

    private static Table table(JsonNode verdict) {
      return new Table()
          .row("Intact", verdict.path("intact").asBoolean() ? "yes" : "no")
          .row("Entries", verdict.path("entries").asText())
          .row("Not chained yet", verdict.path("waiting").asText())
          .row("Head", verdict.at("/head/seq").asText() + " " + verdict.at("/head/hash").asText());
    }
  }
}

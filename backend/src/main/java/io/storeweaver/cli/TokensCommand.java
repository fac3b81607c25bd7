package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands about API tokens. */
@Command(
    name = "tokens",
    description = {
      "Make, list and revoke your API tokens. These ask for your password: a token may not do it."
    },
    footer = {
      "  weaver tokens create ci --scope stores:read --scope stores:write",
      "  weaver tokens list"
    })
final class TokensCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw Weaver.missingCommand(spec);
  }

  /** Lists the caller's tokens. */
  @Command(
      name = "list",
      aliases = "ls",
      description = "List your tokens, the newest first; nobody can read their secrets again.",
      footer = {"  weaver tokens list", "  weaver tokens list -o json"})
  static final class ListTokens implements Runnable {
    private final Weaver weaver;

    @Mixin private SignInOptions signIn = new SignInOptions();

    ListTokens(Weaver weaver) {
      this.weaver = weaver;
    }

    @Override
    public void run() {
      try (Session session = signIn.beginForTokens(weaver)) {
        JsonNode answer = session.tokens();
        weaver.printer().answer(answer, () -> table(answer, weaver.console().clock().instant()));
      }
    }

    private static Table table(JsonNode answer, Instant now) {
      Table table = new Table("ID", "NAME", "SECRET", "SCOPES", "CREATED", "EXPIRES", "USED");
      for (JsonNode token : answer.path("tokens")) {
        List<String> scopes = new ArrayList<>();
        token.path("scopes").forEach(scope -> scopes.add(scope.asText()));
        table.row(
            token.path("id").asText(),
            token.path("name").asText(),
            "…" + token.path("hint").asText(""),
            String.join(",", scopes),
            Times.ago(token.path("created_at"), now),
            token.path("revoked_at").isTextual() ? "revoked" : token.path("expires_at").asText(""),
            Times.ago(token.path("last_used_at"), now));
      }
      return table;
    }
  }

  /** Makes a token. */
  @Command(
      name = "create",
      description = {
        "Make a token and print its secret, once and never again. Keep it where only its program"
            + " can read it, and give it as WEAVER_TOKEN."
      },
      footer = {
        "  weaver tokens create ci --scope stores:read --expires-in-days 30",
        "  weaver -q tokens create ci > ci.token"
      })
  static final class CreateToken implements Runnable {
    private final Weaver weaver;

    @Parameters(paramLabel = "NAME", description = "What the token is for.")
    private String name = "";

    @Option(
        names = "--scope",
        paramLabel = "SCOPE",
        split = ",",
        defaultValue = "stores:read,stores:write",
        description =
            "stores:read, stores:write, credentials:read or, for operators, admin; several times for"
                + " several. Default: ${DEFAULT-VALUE}.")
    private List<String> scopes = List.of();

    @Option(
        names = "--expires-in-days",
        paramLabel = "DAYS",
        defaultValue = "90",
        description = "How long it is good for, 365 at most. Default: ${DEFAULT-VALUE}.")
    private int days;

    @Mixin private SignInOptions signIn = new SignInOptions();

    CreateToken(Weaver weaver) {
      this.weaver = weaver;
    }

    @Override
    public void run() {
      try (Session session = signIn.beginForTokens(weaver)) {
        JsonNode made = session.makeToken(name, scopes, days);
        weaver.printer().note("Token " + made.at("/token/id").asText() + "; its secret is:");
        weaver.printer().answer(made, made.path("secret").asText());
      }
    }
  }

  /** Revokes a token. */
  @Command(
      name = "revoke",
      description = "Revoke a token; it is refused from the next request on.",
      footer = {"  weaver tokens revoke 7f3k9q"})
  static final class RevokeToken implements Runnable {
    private final Weaver weaver;

    @Parameters(paramLabel = "ID", description = "The token's id; weaver tokens list shows it.")
    private String id = "";

    @Mixin private SignInOptions signIn = new SignInOptions();

    RevokeToken(Weaver weaver) {
      this.weaver = weaver;
    }

    @Override
    public void run() {
      try (Session session = signIn.beginForTokens(weaver)) {
        session.revoke(id);
        weaver.printer().note("Revoked.");
        weaver.printer().answer(JsonNodeFactory.instance.objectNode().put("id", id), id);
      }
    }
  }
}

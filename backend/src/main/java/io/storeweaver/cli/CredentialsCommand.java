package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the shop's admin login. */
@Command(
    name = "credentials",
    description = "Show the shop's admin login. The timeline notes that it was read.",
    footer = {
      "  weaver stores credentials acme",
      "  weaver stores credentials acme -o json | jq -r .password"
    })
final class CredentialsCommand implements Runnable {
  private final Weaver weaver;

  @Mixin private StoreParameter store = new StoreParameter();

  CredentialsCommand(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    Api api = weaver.api();
    String id = new StoreCalls(api).id(store.text());
    JsonNode login = api.get(StoreCalls.path(id) + "/credentials");
    weaver
        .printer()
        .answer(
            login,
            () ->
                new Table()
                    .row("Admin", login.path("admin_url").asText(""))
                    .row("Username", login.path("username").asText())
                    .row("Password", login.path("password").asText()));
  }
}

package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.storeweaver.cli.LoginFile.Login;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Remembers a server and who one is there. */
@Command(
    name = "login",
    description = {
      "Remember a server and who you are there, in a file that only you can read. Where the server"
          + " has accounts, your password makes an API token, and the token is what is kept; where"
          + " it runs in demo mode, a name is all that it takes."
    },
    footer = {
      "  weaver login --user alice                    # in demo mode",
      "  weaver login --server https://weaver.example.com --email me@example.com",
      "  pass show weaver | weaver login --email me@example.com --password-stdin"
    })
final class LoginCommand implements Runnable {
  private static final int DAYS = 90;

  private final Weaver weaver;

  @Mixin private SignInOptions signIn = new SignInOptions();

  @Option(
      names = "--expires-in-days",
      paramLabel = "DAYS",
      defaultValue = "" + DAYS,
      description = "How long the token is good for, 365 at most. Default: ${DEFAULT-VALUE}.")
  private int days = DAYS;

  LoginCommand(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    Access nobody = weaver.anonymous();
    String mode = mode(new Api(nobody));
    Login login =
        switch (mode) {
          case "demo" -> byName(nobody.server());
          case "local" -> byPassword(nobody.server());
          default ->
              throw new CommandFailed(
                  Exit.NOT_PERMITTED,
                  "The server signs people in by " + mode + ", in the browser only.",
                  "Make an API token in the dashboard and set WEAVER_TOKEN to it.");
        };
    LoginFile file = weaver.loginFile();
    file.write(login);
    String who = login.email() != null ? login.email() : login.user();
    weaver
        .printer()
        .note("You are " + who + " at " + login.server() + " (kept in " + file.path() + ").");
  }

  /** How one gets in there: demo, local, or something else. */
  static String mode(Api api) {
    try {
      return api.get("/auth").path("mode").asText();
    } catch (CommandFailed e) {
      if (e.exit() != Exit.NOT_FOUND) {
        throw e;
      }
      // A server that knows no accounts believes whoever calls.
      api.get("/quota");
      return "demo";
    }
  }

  private Login byName(String server) {
    @Nullable String given = weaver.userOption();
    Console console = weaver.console();
    String user =
        given != null || !console.inTerminal()
            ? given
            : Prompt.answer(console, "User name (demo): ");
    String name = user == null || user.isBlank() ? "demo" : user.strip();
    new Api(new Access(server, name, null)).get("/quota");
    return new Login(server, name, null, null, null);
  }

  private Login byPassword(String server) {
    try (Session session = signIn.begin(weaver)) {
      JsonNode made = session.makeToken("weaver on " + host(), session.scopes(), days);
      return new Login(
          server,
          null,
          session.account().path("email").asText(),
          made.path("secret").asText(),
          made.at("/token/id").asText());
    }
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a machine without a name";
    }
  }
}

package io.storeweaver.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a person signs in: the password is never an option. */
final class SignInOptions {
  @Option(
      names = "--email",
      paramLabel = "EMAIL",
      description = "E-mail of your account. Default: the one of the last login, else it is asked.")
  private @Nullable String email;

  @Option(
      names = "--password-stdin",
      description = "Read the password from the standard input instead of asking for it.")
  private boolean passwordFromInput;

  /** Signs in, asking for what is missing. */
  Session begin(Weaver weaver) {
    Access nobody = weaver.anonymous();
    String who = email(weaver);
    String password =
        passwordFromInput
            ? Prompt.fromInput(weaver.console())
            : Prompt.secret(
                weaver.console(), "Password of " + who, "Hand it over with: --password-stdin");
    return Session.begin(nobody, who, password);
  }

  /** As above, and says so where the server has no accounts that could have tokens. */
  Session beginForTokens(Weaver weaver) {
    boolean known =
        email != null || weaver.loginFile().read().map(LoginFile.Login::email).isPresent();
    if (!known && LoginCommand.mode(new Api(weaver.anonymous())).equals("demo")) {
      throw new CommandFailed(
          Exit.NOT_PERMITTED,
          "The server runs in demo mode: it has no accounts, and so no tokens.",
          "For accounts start it with: AUTH_MODE=local weaver server");
    }
    return begin(weaver);
  }

  private String email(Weaver weaver) {
    Optional<String> stored = weaver.loginFile().read().map(LoginFile.Login::email);
    if (email != null || stored.isPresent()) {
      return email != null ? email : stored.get();
    }
    if (!weaver.console().inTerminal()) {
      throw new CommandFailed(
          Exit.USAGE, "Nobody can be asked who you are.", "Say it with: --email EMAIL");
    }
    return Prompt.answer(weaver.console(), "E-mail: ");
  }
}

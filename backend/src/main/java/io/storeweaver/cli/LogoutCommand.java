package io.storeweaver.cli;

import io.storeweaver.cli.LoginFile.Login;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Forgets who one is. */
@Command(
    name = "logout",
    description = {
      "Forget the server and who you are there. The token that was kept is good until it expires or"
          + " is revoked; the command that does that is printed."
    },
    footer = {"  weaver logout"})
final class LogoutCommand implements Runnable {
  private final Weaver weaver;

  LogoutCommand(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    Optional<Login> login = weaver.loginFile().read();
    boolean removed = weaver.loginFile().remove();
    weaver.printer().note(removed ? "Signed out." : "You were not signed in.");
    login
        .filter(l -> l.tokenId() != null)
        .ifPresent(
            l ->
                weaver
                    .printer()
                    .note(
                        "Its token is not revoked by that: weaver tokens revoke "
                            + l.tokenId()
                            + " --server "
                            + l.server()));
  }
}

package io.storeweaver.cli;

import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the script that lets a shell complete commands and options. */
@Command(
    name = "completion",
    description = "Print the script that lets your shell complete commands and options.",
    footer = {
      "  source <(weaver completion bash)             # in ~/.bashrc",
      "  source <(weaver completion zsh)              # in ~/.zshrc, after compinit"
    })
final class CompletionCommand implements Runnable {
  private final Weaver weaver;

  // One script serves both: it switches zsh to bash's way of completing where it finds itself
  // there.
  @SuppressWarnings("UnusedVariable")
  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  private Shell shell = Shell.BASH;

  /** The shells that are served. */
  enum Shell {
    BASH,
    ZSH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  CompletionCommand(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    Console console = weaver.console();
    console.out().print(AutoComplete.bash("weaver", Main.commandLine(console)));
    console.out().flush();
  }
}

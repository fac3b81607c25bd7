package io.storeweaver.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the script that lets a shell complete commands and options. */
@Command(
    name = "completion",
    description = "Print the script that lets your shell complete commands and options.",
    footer = {
      "  source <(weaver completion bash)             in ~/.bashrc",
      "  source <(weaver completion zsh)              in ~/.zshrc, after compinit"
    })
final class CompletionCommand implements Runnable {
  private final Weaver weaver;

  @Spec private @Nullable CommandSpec spec;

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
    CommandSpec root = java.util.Objects.requireNonNull(spec).root();
    weaver.console().out().print(AutoComplete.bash("weaver", root.commandLine()));
    weaver.console().out().flush();
  }
}

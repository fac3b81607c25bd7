package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Opens a shop in the browser. */
@Command(
    name = "open",
    description = "Print a shop's address and, from a terminal, open it in the browser.",
    footer = {"  weaver stores open acme", "  weaver stores open acme --admin"})
final class OpenStore implements Runnable {
  private static final List<String> OPENERS = List.of("xdg-open", "open", "wslview");

  private final Weaver weaver;

  @Mixin private StoreParameter store = new StoreParameter();

  @Option(names = "--admin", description = "The admin's pages instead of the shop.")
  private boolean admin;

  OpenStore(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    JsonNode found = new StoreCalls(weaver.api()).find(store.text());
    String url = found.path(admin ? "admin_url" : "store_url").asText("");
    if (!url.startsWith("http://") && !url.startsWith("https://")) {
      throw new CommandFailed(
          Exit.REFUSED,
          "The store has no address yet: it is " + Progress.words(found) + ".",
          "Wait for it with: weaver stores wait " + found.path("id").asText());
    }
    weaver.printer().answer(found, url);
    if (weaver.console().outTerminal()) {
      open(url);
    }
  }

  private void open(String url) {
    Optional<String> opener = opener();
    if (opener.isEmpty()) {
      weaver.printer().note("No browser was found here; set BROWSER to the one to use.");
      return;
    }
    try {
      new ProcessBuilder(opener.get(), url)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      weaver.printer().note(opener.get() + " did not start: " + e.getMessage());
    }
  }

  private Optional<String> opener() {
    String chosen = weaver.console().variable("BROWSER");
    if (chosen != null) {
      return Optional.of(chosen);
    }
    String path = Objects.requireNonNullElse(weaver.console().variable("PATH"), "");
    return OPENERS.stream()
        .flatMap(name -> Arrays.stream(path.split(File.pathSeparator)).map(f -> Path.of(f, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}

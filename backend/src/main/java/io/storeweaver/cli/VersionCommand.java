package io.storeweaver.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;

/** Says which version this is. */
@Command(
    name = "version",
    description = "Print the version of this program; no server is asked.",
    footer = {"  weaver version", "  weaver version -o json"})
final class VersionCommand implements Runnable {
  private final Weaver weaver;

  VersionCommand(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public void run() {
    ObjectNode version =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", Version.text())
            .put("java", Runtime.version().toString());
    weaver.printer().answer(version, "weaver " + Version.text());
  }
}

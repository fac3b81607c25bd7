package io.storeweaver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A page below docs/ that is made from the code. The test that makes it fails where the page in the
 * repository differs, and writes it instead with {@code -Ddocs.update=true}.
 */
public record GeneratedDoc(String name, String test) {
  private static final Path DOCS = Path.of("..", "docs");

  /** Fails where the page differs from this text. */
  public void mustRead(String text) throws IOException {
    Path file = DOCS.resolve(name);
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(file, text);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as(
            "docs/%s is made from the code and is out of date; write it anew, in backend/, with: ./mvnw -Dtest=%s -Ddocs.update=true test",
            name, test)
        .isEqualTo(text);
  }

  /** One row of a Markdown table. */
  public static String row(List<String> cells) {
    return "| "
        + String.join(" | ", cells.stream().map(c -> c.replace("|", "\\|")).toList())
        + " |\n";
  }

  public static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }
}

package io.storeweaver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In a real zsh on a pseudo-terminal, with the Tab key; passed over where zsh is not installed. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ZshCompletionTest {
  private static final String TYPIST =
      """
      zmodload zsh/zpty
      zpty shell zsh -f -i
      zpty -w shell 'PS1=; autoload -U compinit && compinit -D; source "$WEAVER_COMPLETION"; print READY-$((1 + 1))'
      zpty -r -m shell out '*READY-2*'
      zpty -w -n shell "$1"$'\\t'
      zpty -r -m shell out "$2"
      print -r -- shown
      zpty -d shell
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "weaver stores creat,*weaver stores create*",
    "weaver stores re,*resume*retry*revisions*",
    "weaver stores create --val,*weaver stores create --validate-only*"
  })
  void theTabKeyCompletes(String typed, String pattern) throws Exception {
    assumeTrue(installed(), "zsh is not installed");
    Path script = folder.resolve("weaver.zsh");
    Files.writeString(script, Cli.nobody().run("completion", "zsh").out());
    Path typist = Files.writeString(folder.resolve("typist.zsh"), TYPIST);
    ProcessBuilder builder = new ProcessBuilder("zsh", "-f", typist.toString(), typed, pattern);
    builder.environment().put("WEAVER_COMPLETION", script.toString());
    builder.environment().put("HOME", folder.toString());
    Process zsh = builder.redirectErrorStream(true).start();
    try {
      assertThat(zsh.waitFor(30, TimeUnit.SECONDS)).as("\"" + pattern + "\" was shown").isTrue();
      assertThat(new String(zsh.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
          .isEqualTo("shown");
    } finally {
      zsh.destroyForcibly();
    }
  }

  private static boolean installed() throws InterruptedException {
    try {
      return new ProcessBuilder("zsh", "-fc", "zmodload zsh/zpty").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}

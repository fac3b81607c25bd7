package io.storeweaver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeweaver.cli.LoginFile.Login;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
  private static final Login STORED =
      new Login("https://one.example.com", "erin", null, "swt_stored", "7");

  @Test
  void withoutAnythingItIsTheServerOfThisMachine() {
    Access access = Access.of(null, null, console(Map.of()), Optional.empty());

    assertThat(access).isEqualTo(new Access("http://localhost:3000", null, null));
  }

  @Test
  void anOptionWinsOverTheEnvironmentAndThatOverTheLogin() {
    Console console =
        console(Map.of("WEAVER_SERVER", "https://two.example.com", "WEAVER_USER", "fred"));

    assertThat(Access.of(null, null, console(Map.of()), Optional.of(STORED)))
        .isEqualTo(new Access("https://one.example.com", "erin", "swt_stored"));
    assertThat(Access.of(null, null, console, Optional.of(STORED)).server())
        .isEqualTo("https://two.example.com");
    assertThat(Access.of("three.example.com:3000/", "gina", console, Optional.of(STORED)))
        .isEqualTo(new Access("http://three.example.com:3000", "gina", null));
  }

  @Test
  void aStoredTokenIsNeverSentToAnotherServer() {
    Access access =
        Access.of("https://evil.example.com", null, console(Map.of()), Optional.of(STORED));

    assertThat(access.token()).isNull();
    assertThat(access.user()).isNull();
  }

  @Test
  void theTokenOfTheEnvironmentWins() {
    Console console = console(Map.of("WEAVER_TOKEN", "swt_env"));

    assertThat(Access.of(null, null, console, Optional.of(STORED)).token()).isEqualTo("swt_env");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://example.com", "http://", "http://a b", "https://user:pw@example.com"})
  void whatIsNoServerIsRefused(String given) {
    assertThatThrownBy(() -> Access.of(given, null, console(Map.of()), Optional.empty()))
        .isInstanceOfSatisfying(
            CommandFailed.class, e -> assertThat(e.exit()).isEqualTo(Exit.USAGE));
  }

  @Test
  void noTokenIsEverWrittenWhereAnAccessIsShown() {
    assertThat(STORED.toString() + new Access("http://a", "b", "swt_secret"))
        .doesNotContain("swt_");
  }

  @Test
  void aLoginIsKeptInAFileThatOnlyItsOwnerCanRead(@TempDir Path folder) throws Exception {
    LoginFile file = new LoginFile(folder.resolve("deep").resolve("login.json"));
    file.write(STORED);
    file.write(STORED);

    assertThat(file.read()).contains(STORED);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
    assertThat(file.remove()).isTrue();
    assertThat(file.read()).isEmpty();
    assertThat(file.remove()).isFalse();
  }

  @Test
  void aLoginThatCannotBeReadSaysHowToMakeANewOne(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("login.json"), "{");

    assertThatThrownBy(() -> new LoginFile(file).read())
        .isInstanceOfSatisfying(
            CommandFailed.class,
            e -> assertThat(e.hints()).contains("Sign in again with: weaver login"));
  }

  private static Console console(Map<String, String> environment) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    return new Console(
        new ByteArrayInputStream(new byte[0]),
        nowhere,
        nowhere,
        false,
        false,
        false,
        environment,
        Clock.systemUTC());
  }
}

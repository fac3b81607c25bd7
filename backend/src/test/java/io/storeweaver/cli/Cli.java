package io.storeweaver.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A person at a command line: a name, a server, a home of their own. Each test makes one, so that
 * no test sees another's stores.
 */
record Cli(Map<String, String> environment) {
  private static final AtomicInteger PEOPLE = new AtomicInteger();

  /** Somebody who uses the server under test. */
  static Cli somebody() {
    return nobody()
        .with("WEAVER_SERVER", "http://127.0.0.1:" + System.getProperty("weaver.port"))
        .with("WEAVER_USER", "cli-user-" + PEOPLE.incrementAndGet());
  }

  /** Somebody who has set nothing and signed in nowhere. */
  static Cli nobody() {
    try {
      Path home = Files.createTempDirectory("weaver-cli");
      home.toFile().deleteOnExit();
      return new Cli(Map.of("XDG_CONFIG_HOME", home.toString(), "LC_ALL", "C.UTF-8"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Cli with(String name, String value) {
    Map<String, String> all = new HashMap<>(environment);
    all.put(name, value);
    return new Cli(Map.copyOf(all));
  }

  Cli without(String name) {
    Map<String, String> all = new HashMap<>(environment);
    all.remove(name);
    return new Cli(Map.copyOf(all));
  }

  Path loginFile() {
    return Path.of(environment.getOrDefault("XDG_CONFIG_HOME", "")).resolve("weaver/login.json");
  }

  /** Runs a command in this process, with pipes for its streams. */
  Result run(String... arguments) {
    return runWith("", arguments);
  }

  /** The same with something on the standard input. */
  Result runWith(String input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false,
            false,
            environment,
            Clock.systemUTC());
    int code = Main.run(console, arguments);
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Creates a store that gets ready, and gives its id. */
  String ready(String name) {
    run("stores", "create", name, "--engine", "medusa", "--wait").expect(Exit.OK);
    return run("stores", "get", name, "-o", "json").expect(Exit.OK).json().path("id").asText();
  }
}

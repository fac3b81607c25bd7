package io.storeweaver.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where {@code weaver login} keeps what it learnt: a file that only its owner can read. */
final class LoginFile {
  private final Path file;

  /**
   * A server and who one is there.
   *
   * @param user the caller's name, where the server runs in demo mode
   * @param email of the account, where the server has accounts
   * @param token a secret; never shown
   * @param tokenId what the token is revoked by
   */
  record Login(
      String server,
      @Nullable String user,
      @Nullable String email,
      @Nullable String token,
      @Nullable String tokenId) {
    /** Says nothing of the token. */
    @Override
    public String toString() {
      return "Login[" + server + "]";
    }
  }

  LoginFile(Path file) {
    this.file = file;
  }

  /** The file of this user: below XDG_CONFIG_HOME, or ~/.config without it. */
  static LoginFile of(Console console) {
    String folder = console.variable("XDG_CONFIG_HOME");
    String home = console.variable("HOME");
    Path config =
        folder != null
            ? Path.of(folder)
            : Path.of(home != null ? home : System.getProperty("user.home"), ".config");
    return new LoginFile(config.resolve("weaver").resolve("login.json"));
  }

  Path path() {
    return file;
  }

  Optional<Login> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode json = JsonText.read(Files.readString(file));
      return Optional.of(
          new Login(
              json.path("server").asText(),
              json.path("user").textValue(),
              json.path("email").textValue(),
              json.path("token").textValue(),
              json.path("token_id").textValue()));
    } catch (JsonProcessingException e) {
      throw new CommandFailed(
          Exit.USAGE, file + " is not readable any more.", "Sign in again with: weaver login");
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  void write(Login login) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("server", login.server());
    json.put("user", login.user());
    json.put("email", login.email());
    json.put("token", login.token());
    json.put("token_id", login.tokenId());
    try {
      Files.createDirectories(file.getParent());
      Path fresh = file.resolveSibling("login.json.new");
      Files.deleteIfExists(fresh);
      // Made with its permissions, so that there is no moment in which others could open it.
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, JsonText.pretty(json) + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailed(Exit.REFUSED, "Another weaver signs in at this moment; try again.");
    } catch (IOException e) {
      throw failed("written", e);
    }
  }

  /** Whether there was something to remove. */
  boolean remove() {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failed("removed", e);
    }
  }

  private CommandFailed failed(String what, IOException cause) {
    return new CommandFailed(
        Exit.REFUSED, file + " cannot be " + what + ": " + cause.getMessage() + ".");
  }
}

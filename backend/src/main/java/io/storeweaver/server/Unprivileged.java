package io.storeweaver.server;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How PostgreSQL is started by whoever we are. It refuses to run as root, so root puts it into a
 * user namespace where it is nobody, and where that is forbidden (many containers), hands it to
 * another user. {@code owner} is that user, or -1.
 */
record Unprivileged(List<String> prefix, int owner) {
  private static final int NOBODY = 65534;
  private static final Duration PROBE = Duration.ofSeconds(5);

  static Unprivileged forCluster(Path cluster) throws IOException, InterruptedException {
    if (new UnixSystem().getUid() != 0) {
      return new Unprivileged(List.of(), -1);
    }
    int owner = Files.exists(cluster) ? (int) Files.getAttribute(cluster, "unix:uid") : 0;
    // Data made by an ordinary user stay that user's, also when root starts the control plane once.
    if (owner != 0) {
      return new Unprivileged(asUser(owner), owner);
    }
    List<String> namespace = List.of("unshare", "--user");
    return works(namespace)
        ? new Unprivileged(namespace, -1)
        : new Unprivileged(asUser(NOBODY), NOBODY);
  }

  private static List<String> asUser(int uid) throws IOException, InterruptedException {
    List<String> prefix = List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups");
    if (!works(prefix)) {
      throw new IOException(
          "PostgreSQL does not run as root, and neither unshare nor setpriv works here; start as an ordinary user, or set DATABASE_URL");
    }
    return prefix;
  }

  private static boolean works(List<String> prefix) throws InterruptedException {
    try {
      ChildProcess.run(Stream.concat(prefix.stream(), Stream.of("true")).toList(), "", PROBE);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  List<String> command(String... program) {
    return Stream.concat(prefix.stream(), Stream.of(program)).toList();
  }

  /**
   * As {@link #command}, in a session of its own, so that Ctrl-C in our terminal reaches us and not
   * the database under us.
   */
  List<String> daemon(String... program) {
    List<String> command = new ArrayList<>(command(program));
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      command.addFirst("/usr/bin/setsid");
    }
    return command;
  }

  /** Gives a new folder to the user that PostgreSQL will be. */
  Path give(Path folder) throws IOException {
    if (owner >= 0) {
      Files.setAttribute(folder, "unix:uid", owner);
      Files.setAttribute(folder, "unix:gid", owner);
    }
    return folder;
  }
}

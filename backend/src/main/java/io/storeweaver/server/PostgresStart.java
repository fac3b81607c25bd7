package io.storeweaver.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The start of a server process on a prepared cluster, up to the moment when it takes connections.
 */
final class PostgresStart {
  private static final int PORT_ATTEMPTS = 3;

  private final PostgresCluster cluster;
  private final Keeping keeping;
  private final Deadline deadline;
  private final Path log;

  PostgresStart(PostgresCluster cluster, Keeping keeping, Deadline deadline) {
    this.cluster = cluster;
    this.keeping = keeping;
    this.deadline = deadline;
    this.log = cluster.path().resolveSibling("postgres.log");
  }

  /**
   * Starts it on a free port and returns that port; the exception of a failure carries PostgreSQL's
   * last words.
   */
  int run() throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      cluster.configure(port, keeping);
      try {
        launch();
        return port;
      } catch (IOException e) {
        // Between the kernel's choice of a free port and PostgreSQL's use of it, somebody else may
        // have taken it.
        if (attempt == PORT_ATTEMPTS || !String.valueOf(e.getMessage()).contains("in use")) {
          throw e;
        }
      }
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private void launch() throws IOException, InterruptedException {
    keepPreviousLog();
    String program = cluster.binaries().program("postgres");
    List<String> command = cluster.user().daemon(program, "-D", cluster.path().toString());
    Process process = ChildProcess.start(command, log);
    try {
      awaitReady(process);
    } catch (IOException | InterruptedException e) {
      ChildProcess.end(process);
      throw e;
    }
  }

  private void awaitReady(Process process) throws IOException, InterruptedException {
    while (!isReady(process)) {
      if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
        throw new IOException("it ended at once: " + lastWords());
      }
      if (deadline.isOver()) {
        throw new IOException("it took no connections in time: " + lastWords());
      }
    }
  }

  /** The process's own word in its own file; "something answers on that port" could be anybody. */
  private boolean isReady(Process process) throws IOException {
    return PostmasterFile.read(cluster.path())
        .filter(file -> file.ready() && file.pid() == process.pid())
        .isPresent();
  }

  private void keepPreviousLog() throws IOException {
    if (Files.exists(log)) {
      Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
  }
}

package io.storeweaver.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One PostgreSQL data directory on disk: made, configured, given a password, cleared of what a dead
 * process left; not running.
 */
record PostgresCluster(Path path, PostgresBinaries binaries, Unprivileged user) {
  /** For the settings of single-user runs, which open no port. */
  static final int UNUSED_PORT = 5432;

  static final String ROLE = "storeweaver";
  static final String DATABASE = "storeweaver";

  private static final Duration STOP = Duration.ofSeconds(3);

  /**
   * Opens the data directory, making it when it is missing; refuses one of another major version.
   */
  static PostgresCluster open(
      DataFolder folder, PostgresBinaries binaries, Keeping keeping, Duration deadline)
      throws IOException, InterruptedException {
    Path path = folder.resolve("postgres");
    var cluster = new PostgresCluster(path, binaries, Unprivileged.forCluster(path));
    if (Files.exists(path)) {
      cluster.checkVersion();
    } else {
      cluster.create(keeping, deadline);
    }
    return cluster;
  }

  private void checkVersion() throws IOException {
    Path file = path.resolve("PG_VERSION");
    String version = Files.exists(file) ? Files.readString(file).strip() : "of no version";
    if (!version.equals(PostgresBinaries.MAJOR)) {
      throw new DatabaseUnavailable(
          "%s holds data of PostgreSQL %s, and this build carries %s; carry the data over with that version's pg_dump, or set DATA_DIR or DATABASE_URL."
              .formatted(path, version, PostgresBinaries.VERSION));
    }
  }

  /**
   * Made beside its place and moved there when it is whole, so that a crash half-way leaves nothing
   * that looks like data.
   */
  private void create(Keeping keeping, Duration deadline) throws IOException, InterruptedException {
    Path draft = user.give(PrivateFiles.emptyFolder(path.resolveSibling("postgres.new")));
    var command =
        user.command(
            binaries.program("initdb"),
            "--auth=reject",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--username=" + ROLE,
            "--no-instructions",
            keeping == Keeping.DURABLE ? "--sync-method=fsync" : "--no-sync",
            "--pgdata=" + draft);
    ChildProcess.run(command, "", deadline);
    new PostgresCluster(draft, binaries, user).configure(UNUSED_PORT, keeping);
    new PostgresCluster(draft, binaries, user).single("CREATE DATABASE " + DATABASE, deadline);
    Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Our settings, whole, at each start: what somebody edited by hand, or an older version of ours
   * wrote, does not linger.
   */
  void configure(int port, Keeping keeping) throws IOException {
    writeSetting("postgresql.conf", keeping.settings(port));
    writeSetting("pg_hba.conf", "host all " + ROLE + " 127.0.0.1/32 scram-sha-256\n");
  }

  private void writeSetting(String name, String content) throws IOException {
    Path file = path.resolve(name);
    Files.write(file, content.getBytes(UTF_8));
    // The folder is closed to others; the mode only has to let PostgreSQL's own user in, whoever
    // that is.
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }

  void setPassword(String password, Duration deadline) throws IOException {
    try {
      single("ALTER ROLE %s PASSWORD '%s'".formatted(ROLE, password), deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while setting the password", e);
    }
  }

  /**
   * One statement in PostgreSQL's single-user mode: no port is open, and the statement is on stdin,
   * not in the argument list.
   */
  private void single(String statement, Duration deadline)
      throws IOException, InterruptedException {
    ChildProcess.run(
        user.command(binaries.program("postgres"), "--single", "-D", path.toString(), "template1"),
        statement + "\n",
        deadline);
  }

  /**
   * Ends what an earlier process of ours, killed without a chance to clean up, left running here.
   * We hold the lock of the folder, so nobody needs it any more; a fresh start is as quick as an
   * adoption and always runs with today's settings.
   */
  void stopOrphan() throws IOException, InterruptedException {
    PostmasterFile file = PostmasterFile.read(path).orElse(null);
    if (file == null) {
      return;
    }
    ProcessHandle process = ProcessHandle.of(file.pid()).orElse(null);
    if (process != null && dataDirectory(process).filter(path::equals).isPresent()) {
      stop();
    } else if (process != null && isStranger(process)) {
      // The number now belongs to somebody else. PostgreSQL would take it for a server of ours and
      // refuse to start.
      Files.deleteIfExists(PostmasterFile.path(path));
    }
  }

  /**
   * Only what is certain: with a process that we may not look at, PostgreSQL's own caution decides.
   */
  private static boolean isStranger(ProcessHandle process) {
    boolean isPostgres =
        process.info().commandLine().map(line -> line.contains("postgres")).orElse(true);
    return !isPostgres || dataDirectory(process).isPresent();
  }

  /** The absolute path after a postmaster's -D. */
  private static Optional<Path> dataDirectory(ProcessHandle process) {
    List<String> arguments = List.of(process.info().arguments().orElse(new String[0]));
    int option = arguments.indexOf("-D");
    return option < 0 || option + 1 == arguments.size()
        ? Optional.empty()
        : Optional.of(Path.of(arguments.get(option + 1))).filter(Path::isAbsolute);
  }

  /**
   * Ends the server: clients are cut off, data is flushed; when that takes too long, recovery at
   * the next start has to do it. Who was interrupted before is here because of that.
   */
  void stop() throws IOException, InterruptedException {
    boolean interrupted = Thread.interrupted();
    try {
      control("fast");
    } catch (IOException slow) {
      if (PostmasterFile.read(path).isPresent()) {
        control("immediate");
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void control(String mode) throws IOException, InterruptedException {
    String seconds = Long.toString(STOP.toSeconds());
    ChildProcess.run(
        user.command(
            binaries.program("pg_ctl"),
            "stop",
            "-s",
            "-w",
            "-t",
            seconds,
            "-m",
            mode,
            "-D",
            path.toString()),
        "",
        STOP.plusSeconds(1));
  }
}

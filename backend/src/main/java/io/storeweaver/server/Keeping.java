package io.storeweaver.server;

/** What a cluster's data is worth, and the whole postgresql.conf that follows from it. */
enum Keeping {
  DURABLE(
      """
      fsync = on
      synchronous_commit = on
      full_page_writes = on
      """),
  THROWAWAY(
      """
      fsync = off
      synchronous_commit = off
      full_page_writes = off
      autovacuum = off
      """);

  /**
   * A small server for one client process. The password is 256 random bits, so stretching it
   * (scram_iterations) would only make connections slower; errors of statements stay out of the log
   * because the client reports them, and they may carry what is nobody's business.
   */
  private static final String COMMON =
      """
      # Written at every start of the control plane; changes here are lost.
      listen_addresses = '127.0.0.1'
      unix_socket_directories = ''
      password_encryption = 'scram-sha-256'
      scram_iterations = 64
      max_connections = 60
      shared_buffers = 64MB
      wal_level = minimal
      max_wal_senders = 0
      max_wal_size = 256MB
      io_method = sync
      jit = off
      max_parallel_workers_per_gather = 0
      timezone = 'UTC'
      log_timezone = 'UTC'
      log_min_messages = log
      log_min_error_statement = panic
      log_error_verbosity = terse
      log_checkpoints = off
      """;

  private final String worth;

  Keeping(String worth) {
    this.worth = worth;
  }

  String settings(int port) {
    return COMMON + "port = " + port + "\n" + worth;
  }
}

package io.storeweaver.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/**
 * All commands. What a command line names decides which of them are put together: describing all of
 * them takes longer than doing what one of them is for.
 */
record CommandTree(String name, Class<?> type, List<CommandTree> below) {
  private static final List<CommandTree> STORES =
      List.of(
          leaf("list", ListStores.class),
          leaf("create", CreateStore.class),
          leaf("get", GetStore.class),
          leaf("watch", WatchStores.class),
          leaf("wait", WaitForStore.class),
          leaf("retry", RetryStore.class),
          leaf("cancel", CancelStore.class),
          leaf("suspend", SuspendStore.class),
          leaf("resume", ResumeStore.class),
          leaf("upgrade", UpgradeStore.class),
          leaf("rollback", RollbackStore.class),
          leaf("revisions", RevisionsCommand.class),
          leaf("delete", DeleteStore.class),
          leaf("logs", LogsCommand.class),
          leaf("events", EventsCommand.class),
          leaf("credentials", CredentialsCommand.class),
          leaf("open", OpenStore.class));

  private static final List<CommandTree> TOKENS =
      List.of(
          leaf("list", TokensCommand.ListTokens.class),
          leaf("create", TokensCommand.CreateToken.class),
          leaf("revoke", TokensCommand.RevokeToken.class));

  private static final List<CommandTree> AUDIT =
      List.of(
          leaf("list", AuditCommand.ListEntries.class), leaf("verify", AuditCommand.Verify.class));

  private static final List<CommandTree> ALL =
      List.of(
          leaf("login", LoginCommand.class),
          leaf("logout", LogoutCommand.class),
          new CommandTree("stores", StoresCommand.class, STORES),
          leaf("engines", EnginesCommand.class),
          leaf("plans", PlansCommand.class),
          leaf("quota", QuotaCommand.class),
          new CommandTree("tokens", TokensCommand.class, TOKENS),
          new CommandTree("audit", AuditCommand.class, AUDIT),
          leaf("server", ServerCommand.class),
          leaf("completion", CompletionCommand.class),
          leaf("version", VersionCommand.class));

  private static CommandTree leaf(String name, Class<?> type) {
    return new CommandTree(name, type, List.of());
  }

  /**
   * Hangs the commands under the root.
   *
   * @param words of a command line: where one names a command, its neighbours are left out
   */
  static void attach(CommandLine root, List<String> words) {
    attach(root, ALL, words);
  }

  private static void attach(CommandLine parent, List<CommandTree> commands, List<String> words) {
    Optional<CommandTree> named =
        words.stream()
            .flatMap(word -> commands.stream().filter(c -> c.name.equals(word)))
            .findFirst();
    List<String> rest =
        named.map(c -> words.subList(words.indexOf(c.name) + 1, words.size())).orElse(words);
    for (CommandTree command : named.map(List::of).orElse(commands)) {
      CommandLine line = new CommandLine(command.type, parent.getFactory());
      // What all commands have in common is handed down at this moment, so the root comes first.
      parent.addSubcommand(command.name, line);
      attach(line, command.below, rest);
    }
  }
}

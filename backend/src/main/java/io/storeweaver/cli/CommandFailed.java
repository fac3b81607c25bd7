package io.storeweaver.cli;

import java.util.List;

/** A command that did not do what was asked: what happened, and what to do about it. */
final class CommandFailed extends RuntimeException {
  private final Exit exit;
  private final transient List<String> hints;
  private final int httpStatus;

  CommandFailed(Exit exit, String message, String... hints) {
    this(exit, 0, message, List.of(hints));
  }

  CommandFailed(Exit exit, int httpStatus, String message, List<String> hints) {
    super(message, null, false, false);
    this.exit = exit;
    this.httpStatus = httpStatus;
    this.hints = List.copyOf(hints);
  }

  Exit exit() {
    return exit;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }

  /** Further lines: remedies, the request's id. */
  List<String> hints() {
    return hints;
  }

  /** Status of the server's refusal, or 0 where no answer is behind this. */
  int httpStatus() {
    return httpStatus;
  }
}

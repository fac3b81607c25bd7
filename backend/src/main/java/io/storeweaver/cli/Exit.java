package io.storeweaver.cli;

/** How a command can end. The codes are a contract with scripts: they are never renumbered. */
enum Exit {
  OK(0, "It was done."),
  REFUSED(1, "The server refused it, or something went wrong."),
  USAGE(2, "The command line was not understood; nothing was sent."),
  NOT_FOUND(3, "There is no such store, token or revision among yours."),
  NOT_PERMITTED(4, "You are not signed in, or not permitted to do this."),
  UNREACHABLE(5, "The server cannot be reached, or cannot answer at the moment. Try again later."),
  TIMED_OUT(6, "The store was not there yet after --timeout. The work goes on."),
  STORE_FAILED(7, "The store failed; the message says why and what to do."),
  INTERRUPTED(130, "Interrupted by Ctrl-C. What was asked for goes on.");

  private final int code;
  private final String meaning;

  Exit(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  int code() {
    return code;
  }

  /** One or two sentences for the manual. */
  String meaning() {
    return meaning;
  }
}

package io.storeweaver;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ProblemsDocTest {
  private static final String REFUSALS =
      """
      # Problems

      Every refusal of a request and every cause for which a store is not ready has a code. Codes do not change; sentences
      may. A program should look at the code, a person at the sentence that comes with it.

      ## Refusals of a request

      A refused request is answered with `application/problem+json` (RFC 9457): `type` is the path below, `code` the code,
      `detail` a sentence about this very request and, where fields are at fault, `errors` names them. Where it makes sense to
      try again, the answer carries `Retry-After`.

      | Code | Status | Meaning | Type |
      |---|---|---|---|
      """;

  private static final String CAUSES =
      """

      ## Why a store is not ready

      A store that is not ready says what it waits for, or what broke it, in `waiting_for`: the code, the object that shows
      it, one sentence about what is wrong, and the remedy below. Of several causes the one that comes first in this list is
      shown, since it is likely to be the cause of the others.

      *Patience* is how long a cause may stand while a store is provisioned or changed before the store counts as failed. A
      store that was ready before does not fail but is degraded, and both heal by themselves when the shop works again. Causes
      without patience never fail a store by themselves; what ends the waiting then is the deadline of the change
      (`PROVISIONING_TIMEOUT_SECONDS`).

      | Code | Patience | Remedy |
      |---|---|---|
      """;

  private static final String END =
      """

      This page is made from `backend/src/main/java/io/storeweaver/Reason.java` by `ProblemsDocTest`.
      """;

  @Test
  void theProblemsPageListsEveryCode() throws IOException {
    String page =
        REFUSALS
            + rows(
                r -> r.httpStatus() > 0,
                r ->
                    List.of(
                        code(r), "" + r.httpStatus(), r.title(), GeneratedDoc.code(r.typeUri())))
            + CAUSES
            + rows(r -> r.httpStatus() == 0, r -> List.of(code(r), patience(r), r.remedy()))
            + END;
    new GeneratedDoc("problems.md", "ProblemsDocTest").mustRead(page);
  }

  private interface Cells {
    List<String> of(Reason reason);
  }

  private static String rows(Predicate<Reason> which, Cells cells) {
    return String.join(
        "",
        Arrays.stream(Reason.values())
            .filter(which)
            .map(r -> GeneratedDoc.row(cells.of(r)))
            .toList());
  }

  private static String code(Reason reason) {
    return GeneratedDoc.code(reason.name());
  }

  private static String patience(Reason reason) {
    if (!reason.fails()) {
      return "—";
    }
    return reason.patience().isZero() ? "none" : reason.patience().toSeconds() + " s";
  }
}

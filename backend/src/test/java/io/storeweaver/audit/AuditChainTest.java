package io.storeweaver.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeweaver.audit.AuditLog.Act;
import io.storeweaver.server.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditChainTest {
  private static final Actor ANN = new Actor("ann", "session", "198.18.0.1", "request-1");

  private final Jdbi jdbi = Jdbi.create(TestDatabase.fresh());
  private final AuditChain chain = new AuditChain(jdbi);
  private final AuditLog log = new AuditLog(jdbi);

  @Test
  void whatWasRecordedIsIntact() {
    record(5);
    assertThat(chain.verify().waiting()).isEqualTo(5);
    assertThat(chain.seal()).isFalse();
    AuditChain.Verdict verdict = chain.verify();
    assertThat(verdict.intact()).isTrue();
    assertThat(verdict.entries()).isEqualTo(5);
    assertThat(verdict.waiting()).isZero();
    assertThat(verdict.head().seq()).isEqualTo(5);
  }

  @Test
  void anActThatIsTakenBackIsNotRecorded() {
    jdbi.useHandle(
        handle -> {
          handle.begin();
          AuditLog.append(handle, act(1));
          handle.rollback();
        });
    assertThat(log.page(AuditLog.Filter.ofStore("shop"), Long.MAX_VALUE, 10)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_log set actor = 'bob' where seq = 3",
        "update audit_log set after_digest = null where seq = 3",
        "update audit_log set at = at + interval '1 second' where seq = 3",
        "update audit_log set address = '' where seq = 1",
        "update audit_log set hash = repeat('a', 64) where seq = 5",
        "delete from audit_log where seq = 3",
        "delete from audit_log where seq = 1",
        "delete from audit_log where seq >= 4",
        "delete from audit_log",
        "update audit_log set seq = 100 - seq"
      })
  void anEditOrAGapShows(String edit) {
    record(5);
    chain.seal();
    assertThatThrownBy(() -> jdbi.useHandle(h -> h.execute(edit)))
        .hasMessageContaining("append-only");
    assertThat(chain.verify().intact()).isTrue();
    jdbi.useHandle(
        handle -> {
          handle.execute("alter table audit_log disable trigger audit_log_append_only");
          handle.execute(edit);
        });
    AuditChain.Verdict verdict = chain.verify();
    assertThat(verdict.intact()).isFalse();
    assertThat(verdict.broken()).isNotBlank();
  }

  @Test
  void anEntryThatIsSlippedInShows() {
    record(3);
    chain.seal();
    jdbi.useHandle(
        h ->
            h.execute(
                """
                insert into audit_log (actor, proof, address, request_id, action, seq, hash)
                values ('bob', '', '', '', 'store.edited', 4, repeat('a', 64))
                """));
    assertThat(chain.verify().intact()).isFalse();
  }

  @Test
  void manyWritersAndSealersMakeOneChain() throws Exception {
    try (var threads = Executors.newFixedThreadPool(6)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(threads.submit(() -> record(50)));
      }
      for (int i = 0; i < 2; i++) {
        all.add(
            threads.submit(
                () -> {
                  for (int n = 0; n < 50; n++) {
                    chain.seal();
                  }
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    chain.seal();
    assertThat(chain.verify().intact()).isTrue();
    assertThat(chain.verify().entries()).isEqualTo(200);
  }

  @Test
  void whatIsOlderThanItIsKeptGoesAndTheRestStaysIntact() {
    record(3);
    jdbi.useHandle(
        handle -> {
          handle.execute("alter table audit_log disable trigger audit_log_append_only");
          handle.execute("update audit_log set at = at - interval '10 days'");
          handle.execute("alter table audit_log enable trigger audit_log_append_only");
        });
    record(2);
    chain.seal();
    chain.retain(Duration.ofDays(5));
    AuditChain.Verdict verdict = chain.verify();
    assertThat(verdict.intact()).as(verdict.toString()).isTrue();
    assertThat(verdict.entries()).isEqualTo(2);
    assertThat(verdict.anchor().seq()).isEqualTo(3);
    record(1);
    chain.seal();
    assertThat(chain.verify().intact()).isTrue();
  }

  @Test
  void anExportHasAllThatTheChainIsMadeOf() {
    record(3);
    chain.seal();
    List<AuditEntry> lines = new ArrayList<>();
    log.export(AuditLog.Filter.ofStore("shop"), lines::add);
    String hash = "0".repeat(64);
    for (AuditEntry line : lines) {
      hash = line.hashAt(java.util.Objects.requireNonNull(line.seq()), hash);
      assertThat(line.hash()).isEqualTo(hash);
    }
    assertThat(lines).hasSize(3);
  }

  private void record(int count) {
    for (int i = 0; i < count; i++) {
      int n = i;
      jdbi.useTransaction(handle -> AuditLog.append(handle, act(n)));
    }
  }

  private static Act act(int n) {
    return new Act(ANN, "store.edited", "shop", null, Map.of("n", n), Map.of("n", n + 1));
  }
}

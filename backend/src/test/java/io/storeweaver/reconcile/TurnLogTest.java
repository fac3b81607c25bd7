package io.storeweaver.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeweaver.sandbox.Fault;
import io.storeweaver.store.Phase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a turn's lines in the log are about. */
class TurnLogTest {
  private final World world = new World().withSmallCharts();
  private final List<ExtLogRecord> lines = new CopyOnWriteArrayList<>();
  private final Logger logger = LogContext.getLogContext().getLogger(Reconciler.class.getName());
  private final ExtHandler listener =
      new ExtHandler() {
        @Override
        protected void doPublish(ExtLogRecord line) {
          line.copyMdc();
          lines.add(line);
        }
      };

  @AfterEach
  void close() {
    logger.removeHandler(listener);
    world.close();
  }

  @Test
  void aFailedTurnsLineNamesStoreNamespaceActionAndAttempt() {
    logger.addHandler(listener);
    world.sandbox.faults().add(Fault.answer("apply configmaps", 500).times(2));
    String id = world.create("Acme").id();
    world.until(id, Phase.READY);
    assertThat(lines).hasSize(2).allMatch(line -> line.getMdc("store").equals(id));
    assertThat(lines).allMatch(line -> line.getMdc("namespace").equals("store-" + id));
    assertThat(lines).allMatch(line -> line.getMdc("action").equals("Apply"));
    assertThat(lines).extracting(line -> line.getMdc("attempt")).containsExactly("1", "2");
    logger.log(new LogRecord(Level.WARNING, "after the turns"));
    assertThat(lines.getLast().getMdc("store")).isNull();
  }
}

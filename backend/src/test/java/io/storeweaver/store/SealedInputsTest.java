package io.storeweaver.store;

import static io.storeweaver.store.TestTables.ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SealedInputsTest {
  private static final String PASSWORD = "correct horse battery";

  @AutoClose private final TestTables tables = new TestTables();
  private final SealedInputs inputs = new SealedInputs(tables.jdbi(), TestTables.KEY);
  private String store;

  @BeforeEach
  void open() {
    store = tables.create(ANN, "Shop").id();
    tables.jdbi().useHandle(handle -> inputs.keep(handle, store, PASSWORD));
  }

  @Test
  void givesThePasswordBackUntilItIsDropped() {
    assertThat(inputs.open(store)).contains(PASSWORD);
    inputs.drop(store);
    assertThat(inputs.open(store)).isEmpty();
    inputs.drop(store);
  }

  @Test
  void keepsNothingThatCanBeReadInTheDatabase() {
    byte[] kept = tables.value("select sealed from sealed_inputs", byte[].class);
    assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("horse");
  }

  @Test
  void opensAPasswordForTheStoreOnlyThatItWasGivenFor() {
    String other = tables.create(ANN, "Other").id();
    tables.execute(
        "insert into sealed_inputs select '%s', sealed from sealed_inputs".formatted(other));
    assertThatThrownBy(() -> inputs.open(other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(other)
        .hasMessageNotContaining("horse");
  }

  @Test
  void saysThatTheKeyWasReplaced() {
    byte[] key = new byte[32];
    key[0] = 1;
    SealedInputs replaced = new SealedInputs(tables.jdbi(), new SecretKeySpec(key, "AES"));
    assertThatThrownBy(() -> replaced.open(store)).hasMessageContaining("was the key replaced?");
  }

  @Test
  void sealsTheSamePasswordDifferentlyEachTime() {
    byte[] first = tables.value("select sealed from sealed_inputs", byte[].class);
    inputs.drop(store);
    tables.jdbi().useHandle(handle -> inputs.keep(handle, store, PASSWORD));
    assertThat(tables.value("select sealed from sealed_inputs", byte[].class)).isNotEqualTo(first);
  }
}

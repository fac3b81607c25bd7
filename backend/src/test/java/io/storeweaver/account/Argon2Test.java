package io.storeweaver.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2Test {
  private final Argon2 argon2 = new Argon2(1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        // From the tests of the reference implementation.
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"
      })
  void understandsHashesOfTheReferenceImplementation(String hash) {
    assertThat(argon2.matches("password", hash)).isTrue();
    assertThat(argon2.matches("passwort", hash)).isFalse();
  }

  @Test
  void understandsHashesOfTheLibraryThatMadeTheEarlierOnes() {
    String hash =
        "$argon2id$v=19$m=19456,t=2,p=1$S7SKudOXOMruLNUFkylHDg$Y6wgMCjYpiNx4Ryvic/P/vNkYu9fKqI3WuA4ATiLX2o";
    assertThat(argon2.matches("ninety nine blue teapots", hash)).isTrue();
    assertThat(argon2.matches("ninety nine red teapots", hash)).isFalse();
  }

  @Test
  void understandsItsOwnHashesOfWhichNoTwoAreAlike() {
    String first = argon2.hash("ninety nine blue teapots");
    String second = argon2.hash("ninety nine blue teapots");
    assertThat(first).isNotEqualTo(second).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(argon2.matches("ninety nine blue teapots", first)).isTrue();
    assertThat(argon2.matches("ninety nine blue teapots", second)).isTrue();
    assertThat(Argon2.outdated(first)).isFalse();
  }

  @Test
  void knowsHashesOfOtherParameters() {
    assertThat(Argon2.outdated("$argon2id$v=19$m=8192,t=1,p=1$c29tZXNhbHQ$AAAA")).isTrue();
  }

  @Test
  void nobodyHasThePasswordOfTheDecoyButItIsRead() {
    assertThat(argon2.matches("ninety nine blue teapots", Argon2.DECOY)).isFalse();
    assertThat(Argon2.outdated(Argon2.DECOY)).isFalse();
  }

  @Test
  void somethingElseIsNoHash() {
    assertThatThrownBy(() -> argon2.matches("password", "$2a$10$abc"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

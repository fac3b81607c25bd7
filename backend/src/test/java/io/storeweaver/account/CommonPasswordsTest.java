package io.storeweaver.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonPasswordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "PassWord",
        "Password123!",
        "123456789012",
        "iloveyouiloveyou",
        "##Football2024##",
        "qwertyqwerty12",
        "xxxxxxxxxxxx",
        "!!!!!!!!!!!!"
      })
  void findsWhatIsGuessedFirst(String password) {
    assertThat(CommonPasswords.contains(password)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery staple",
        "Zw8-kfQ!29xLmv",
        "three blind geese 7",
        "日本語の長い合言葉です"
      })
  void leavesTheRest(String password) {
    assertThat(CommonPasswords.contains(password)).isFalse();
  }
}

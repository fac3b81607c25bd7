package io.storeweaver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeweaver.InvalidSetting;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  private static final TrustedProxies PROXIES =
      TrustedProxies.of("10.0.0.0/8, 192.168.1.7, fd00::/8");

  @ParameterizedTest
  @CsvSource({
    // peer, forwarded, client
    "203.0.113.9, '', 203.0.113.9",
    "203.0.113.9, 1.1.1.1, 203.0.113.9",
    "10.1.2.3, '', 10.1.2.3",
    "10.1.2.3, 203.0.113.9, 203.0.113.9",
    "10.1.2.3, '1.1.1.1, 203.0.113.9', 203.0.113.9",
    "10.1.2.3, '1.1.1.1, 203.0.113.9, 10.9.9.9', 203.0.113.9",
    "10.1.2.3, '1.1.1.1, 10.0.0.1, 203.0.113.9, 10.9.9.9', 203.0.113.9",
    "192.168.1.7, 203.0.113.9, 203.0.113.9",
    "192.168.1.8, 203.0.113.9, 192.168.1.8",
    "10.1.2.3, 'nonsense', 10.1.2.3",
    "10.1.2.3, '203.0.113.9, nonsense', 10.1.2.3",
    "10.1.2.3, '203.0.113.9:4711', 203.0.113.9",
    "fd00:0:0:0:0:0:0:1, '[2001:db8::1]:80', 2001:db8:0:0:0:0:0:1",
    "10.1.2.3, '10.0.0.1, 10.0.0.2', 10.0.0.1"
  })
  void believesOnlyThoseThatAreNamed(String peer, String forwarded, String client) {
    assertThat(
            PROXIES
                .client(
                    InetAddress.ofLiteral(peer),
                    forwarded.isEmpty() ? List.of() : List.of(forwarded))
                .getHostAddress())
        .isEqualTo(client);
  }

  @Test
  void readsSeveralFieldsAsOne() {
    assertThat(
            PROXIES
                .client(InetAddress.ofLiteral("10.1.2.3"), List.of("1.1.1.1", "203.0.113.9"))
                .getHostAddress())
        .isEqualTo("203.0.113.9");
  }

  @Test
  void believesNobodyWhereNobodyIsNamed() {
    assertThat(
            TrustedProxies.of("")
                .client(InetAddress.ofLiteral("127.0.0.1"), List.of("1.1.1.1"))
                .getHostAddress())
        .isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy", "10.0.0.0/33", "10.0.0.0/x", "10.0.0/8/1", "fd00::/129"})
  void refusesWhatIsNoNetwork(String list) {
    assertThatThrownBy(() -> TrustedProxies.of(list))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining(list);
  }
}

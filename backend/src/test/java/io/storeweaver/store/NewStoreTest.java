package io.storeweaver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.Rejected.FieldError;
import io.storeweaver.store.NewStore.Body;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewStoreTest {
  @Test
  void needsANameAndAnEngineAndFillsInTheRest() {
    NewStore store = NewStore.of(named("  Corner Shop "));
    assertThat(store.name()).isEqualTo("Corner Shop");
    assertThat(store.engine()).isEqualTo(Engine.WOOCOMMERCE);
    assertThat(store.plan()).isEqualTo(Plan.STARTER);
    assertThat(store.adminEmail()).isEqualTo("admin@example.com");
    assertThat(store.adminUsername()).isEqualTo("admin");
    assertThat(store.adminPassword()).isNull();
    assertThat(store.storefront()).isTrue();
    assertThat(store.customDomain()).isEmpty();
  }

  @Test
  void namesEveryFieldAtFaultAtOnce() {
    Body body = new Body("", "shopify", "huge", null, "localhost", "nobody", "x", "short", null);
    assertThat(fields(body))
        .containsExactlyInAnyOrder(
            "name",
            "engine",
            "plan",
            "custom_domain",
            "admin_email",
            "admin_username",
            "admin_password");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "tab\there", "null\0", "line\u2028break", "\ud800 alone"})
  void refusesANameThatNobodyCanReadOrStore(String name) {
    assertThat(fields(named(name))).containsExactly("name");
  }

  @Test
  void takesANameOfTwoHundredCharactersAndNoMore() {
    assertThat(NewStore.of(named("🛍".repeat(200))).name()).hasSize(400);
    assertThat(fields(named("x".repeat(201)))).containsExactly("name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"shop.example.com", "SHOP.Example.COM", "xn--bcher-kva.example", "bücher.example"})
  void takesAFullDomain(String domain) {
    assertThat(NewStore.of(withDomain(domain)).customDomain().orElseThrow())
        .matches("[a-z0-9-]+(\\.[a-z0-9-]+)+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shop",
        "shop.example.com.",
        "*.example.com",
        "10.0.0.7",
        "-a.example.com",
        "a b.example.com",
        "https://shop.example.com",
        "shop.example.com:8080",
        "a..example.com"
      })
  void refusesADomainThatIsNone(String domain) {
    assertThat(fields(withDomain(domain))).containsExactly("custom_domain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"elevenchars", "with\u0007bell in it", "with\nline breaks"})
  void refusesAWeakOrBrokenPassword(String password) {
    assertThat(fields(withPassword(password))).containsExactly("admin_password");
  }

  @Test
  void neverShowsThePassword() {
    NewStore store = NewStore.of(withPassword("correct horse battery"));
    assertThat(store.adminPassword()).isEqualTo("correct horse battery");
    assertThat(store.toString()).doesNotContain("horse");
    Rejected refusal =
        catchThrowableOfType(Rejected.class, () -> NewStore.of(withPassword("horse\0")));
    assertThat(refusal).hasMessageNotContaining("horse");
  }

  private static List<String> fields(Body body) {
    Rejected refusal = catchThrowableOfType(Rejected.class, () -> NewStore.of(body));
    assertThat(refusal).as("a refusal").isNotNull();
    assertThat(refusal.reason()).isEqualTo(Reason.VALIDATION_FAILED);
    return refusal.errors().stream().map(FieldError::field).toList();
  }

  private static Body named(@Nullable String name) {
    return new Body(name, "woocommerce", null, null, null, null, null, null, null);
  }

  private static Body withDomain(String domain) {
    return new Body("Shop", "woocommerce", null, null, domain, null, null, null, null);
  }

  private static Body withPassword(String password) {
    return new Body("Shop", "woocommerce", null, null, null, null, null, password, null);
  }
}

package io.storeweaver.store;

import static io.storeweaver.store.TestTables.ANN;
import static io.storeweaver.store.TestTables.BOB;
import static io.storeweaver.store.TestTables.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.storeweaver.Reason;
import io.storeweaver.Rejected;
import io.storeweaver.account.Caller;
import io.storeweaver.store.StoreSearch.Filter;
import io.storeweaver.store.StoreSearch.Page;
import io.storeweaver.store.StoreSearch.Sort;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreSearchTest {
  private static final Filter ALL = text("");

  @AutoClose private final TestTables tables = new TestTables();
  private final StoreSearch search = new StoreSearch(tables.jdbi());

  @ParameterizedTest
  @EnumSource
  void showsEveryStoreOnceWhateverTheSort(Sort sort) {
    for (int i = 0; i < 23; i++) {
      tables.create(ANN, "Shop " + i);
    }
    tables.execute("update stores set created_at = date_trunc('minute', created_at)");
    assertThat(walk(sort, 5)).hasSize(23).doesNotHaveDuplicates();
  }

  @Test
  void keepsItsPlaceWhileStoresComeAndGo() {
    for (int i = 0; i < 10; i++) {
      tables.create(ANN, "Shop " + i);
    }
    Page first = search.page(ANN, ALL, Sort.NEWEST, 4, Optional.empty());
    tables.create(ANN, "Came meanwhile");
    tables.execute("update stores set phase = 'DELETED' where name = 'Shop 8'");

    Page second = search.page(ANN, ALL, Sort.NEWEST, 4, Optional.ofNullable(first.nextPageToken()));

    assertThat(names(first)).containsExactly("Shop 9", "Shop 8", "Shop 7", "Shop 6");
    assertThat(names(second)).containsExactly("Shop 5", "Shop 4", "Shop 3", "Shop 2");
    assertThat(second.total()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({
    "created_at, 'beta,Alpha,gamma'",
    "-created_at, 'gamma,Alpha,beta'",
    "name, 'Alpha,beta,gamma'",
    "-name, 'gamma,beta,Alpha'"
  })
  void sortsUpAndDown(String parameter, String names) {
    List.of("beta", "Alpha", "gamma").forEach(name -> tables.create(ANN, name));
    Page page = search.page(ANN, ALL, Sort.of(parameter), 10, Optional.empty());
    assertThat(names(page)).containsExactly(names.split(",", -1));
    assertThat(page.nextPageToken()).isNull();
  }

  @Test
  void showsEveryoneTheirOwnAndAnOperatorEverything() {
    tables.create(ANN, "Anns");
    tables.create(BOB, "Bobs");
    assertThat(found(ANN, ALL)).containsExactly("Anns");
    assertThat(found(OPERATOR, ALL)).containsExactlyInAnyOrder("Anns", "Bobs");
    assertThat(found(OPERATOR, owner("bob"))).containsExactly("Bobs");
    assertThat(found(ANN, owner("bob"))).isEmpty();
    assertThat(search.counts(BOB)).isEqualTo(Map.of(Phase.PROVISIONING, 1L));
  }

  @Test
  void findsByEverythingThatNamesAStore() {
    Store store =
        tables.create(tables.stores(), ANN, TestTables.body("Café Olé", "shop.example.com"));
    tables.create(ANN, "Other");
    for (String text :
        List.of("CAFÉ", "café olé", store.id(), "cafe-ole", "shop.EXAMPLE", " café ")) {
      assertThat(found(ANN, text(text))).as(text).containsExactly("Café Olé");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "_", "\\", "100%", "a_b", "\0"})
  void takesEveryCharacterOfTheTextLiterally(String text) {
    tables.create(ANN, "Plain");
    assertThat(found(ANN, text(text))).isEmpty();
    if (text.indexOf('\0') < 0) {
      tables.create(ANN, "x" + text + "x");
      assertThat(found(ANN, text(text))).containsExactly("x" + text + "x");
    }
  }

  @Test
  void filtersByStatusAndEngine() {
    Store ready = tables.create(ANN, "Ready");
    tables.settle(ready, Phase.READY);
    tables.create(ANN, "New");
    assertThat(found(ANN, status(Phase.READY))).containsExactly("Ready");
    assertThat(found(ANN, status(Phase.READY, Phase.PROVISIONING))).hasSize(2);
    assertThat(found(ANN, engine(Engine.MEDUSA))).isEmpty();
    assertThat(found(ANN, engine(Engine.WOOCOMMERCE))).hasSize(2);
    assertThat(search.counts(ANN)).isEqualTo(Map.of(Phase.READY, 1L, Phase.PROVISIONING, 1L));
  }

  @Test
  void listsDeletedStoresOnlyWhereTheyAreAskedFor() {
    Store store = tables.create(ANN, "Gone");
    tables.settle(store, Phase.DELETED);
    assertThat(found(ANN, ALL)).isEmpty();
    Filter withDeleted = new Filter(List.of(), Optional.empty(), "", Optional.empty(), true);
    assertThat(found(ANN, withDeleted)).containsExactly("Gone");
    assertThat(search.counts(ANN)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "%%%",
        "{}",
        "{'sort':'name','value':'x','id':'y'}",
        "{'sort':'-created_at','value':'soon','id':'y'}",
        "{'sort':'-created_at','id':'y'}",
        "{'sort':'-created_at','value':'+999999999-01-01T00:00:00Z','id':'y'}",
        "{'sort':'-created_at','value':'2026-01-01T00:00:00Z','id':'\\u0000'}"
      })
  void refusesAPageTokenThatItDidNotGiveOut(String content) {
    String token =
        content.startsWith("{")
            ? Base64.getUrlEncoder()
                .encodeToString(content.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
            : content;
    Rejected refusal =
        catchThrowableOfType(
            Rejected.class, () -> search.page(ANN, ALL, Sort.NEWEST, 5, Optional.of(token)));
    assertThat(refusal).as(content).isNotNull();
    assertThat(refusal.reason()).isEqualTo(Reason.VALIDATION_FAILED);
    assertThat(refusal.errors().getFirst().field()).isEqualTo("page_token");
  }

  @Test
  void refusesAnUnknownSort() {
    assertThat(catchThrowableOfType(Rejected.class, () -> Sort.of("price")))
        .hasMessageContaining("sort must be one of created_at, -created_at, name");
  }

  private List<String> walk(Sort sort, int size) {
    List<String> ids = new ArrayList<>();
    Optional<String> token = Optional.empty();
    for (int page = 0; page < 20; page++) {
      Page found = search.page(ANN, ALL, sort, size, token);
      found.stores().forEach(store -> ids.add(store.id()));
      token = Optional.ofNullable(found.nextPageToken());
      if (token.isEmpty()) {
        return ids;
      }
    }
    throw new AssertionError("the list has no end");
  }

  private List<String> found(Caller caller, Filter filter) {
    return names(search.page(caller, filter, Sort.NAME, 50, Optional.empty()));
  }

  private static List<String> names(Page page) {
    return page.stores().stream().map(s -> s.spec().name()).toList();
  }

  private static Filter text(String text) {
    return new Filter(List.of(), Optional.empty(), text, Optional.empty(), false);
  }

  private static Filter owner(String owner) {
    return new Filter(List.of(), Optional.empty(), "", Optional.of(owner), false);
  }

  private static Filter engine(Engine engine) {
    return new Filter(List.of(), Optional.of(engine), "", Optional.empty(), false);
  }

  private static Filter status(Phase... phases) {
    return new Filter(List.of(phases), Optional.empty(), "", Optional.empty(), false);
  }
}

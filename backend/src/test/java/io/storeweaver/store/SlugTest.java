package io.storeweaver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugTest {
  private static final String LABEL = "[a-z]([a-z0-9-]*[a-z0-9])?";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Corner Shop          | corner-shop
          Crème Brûlée & Co.   | creme-brulee-co
          '  --Spaces--  '     | spaces
          Ｆｕｌｌ ｗｉｄｔｈ     | full-width
          ﬁne ﬂowers           | fine-flowers
          24 Hours             | s-24-hours
          北京                 | store
          !!!                  | store
          Shop № 5             | shop-no-5
          aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd-tail | aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd
          aaaaaaaaaabbbbbbbbbbccccccccccddddddddd tail  | aaaaaaaaaabbbbbbbbbbccccccccccddddddddd
          """)
  void makesALabelOfAName(String name, String slug) {
    assertThat(Slug.of(name)).isEqualTo(slug);
  }

  @Test
  void makesAValidLabelOfAnyNameWhatever() {
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder name = new StringBuilder();
      random.ints(1 + random.nextInt(80), 1, 0x2FFFF).forEach(name::appendCodePoint);
      if (i % 2 == 0) {
        random.ints(60, ' ', '~').forEach(name::appendCodePoint);
      }
      assertThat(Slug.of(name.toString())).matches(LABEL).hasSizeLessThanOrEqualTo(40);
    }
  }

  @Test
  void givesAnIdThatFitsIntoAHelmReleaseNameAndIsNewEachTime() {
    String slug = Slug.of("x".repeat(200));
    assertThat(Slug.newId(slug)).matches(LABEL).hasSize(47);
    assertThat(IntStream.range(0, 1_000).mapToObj(i -> Slug.newId("shop")))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("shop-[a-z0-9]{6}"));
  }
}

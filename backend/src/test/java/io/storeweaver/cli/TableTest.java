package io.storeweaver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeweaver.cli.Table.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    Table table = new Table("ID", "NAME").row("a", "b").row("longer", "c");

    assertThat(table.lines(false)).containsExactly("ID       NAME", "a        b", "longer   c");
  }

  @Test
  void whatIsUnknownIsADash() {
    assertThat(new Table("A", "B").row("", "x").lines(false)).contains("-   x");
  }

  @Test
  void wideAndCombinedCharactersKeepTheColumnsInLine() {
    Table table = new Table("NAME", "X").row("店铺", "1").row("👩‍🍳", "2").row("e\u0301", "3");

    assertThat(table.lines(false))
        .containsExactly("NAME   X", "店铺   1", "👩‍🍳     2", "e\u0301      3");
  }

  @Test
  void aNameFromRightToLeftDoesNotTurnTheRestOfItsLine() {
    String line = new Table("NAME", "X").row("متجر", "1").lines(false).getLast();

    assertThat(line).isEqualTo("\u2068متجر\u2069   1");
  }

  @Test
  void aNameCannotDriveTheTerminal() {
    Table table = new Table("NAME").row("a\u001b[2Jb\nc\u202ed");

    assertThat(table.lines(true).getLast()).isEqualTo("a\ufffd[2Jb\ufffdc\ufffdd");
  }

  @Test
  void aColourTakesNoColumns() {
    Table table =
        new Table("S", "X").row(new Cell("READY", Style.GOOD), Cell.of("1")).row("OFF", "2");

    assertThat(table.lines(true))
        .containsExactly(
            "\u001b[1mS\u001b[0m       \u001b[1mX\u001b[0m",
            "\u001b[32mREADY\u001b[0m   1",
            "OFF     2");
  }

  @ParameterizedTest
  @CsvSource({"plain,5", "é,1", "日本,4", "👍🏽,2", "🇩🇪,2", "❤️,2", "한국어,6", "ｆｕｌｌ,8", "עברית,5"})
  void aTextTakesAsManyColumnsAsATerminalGivesIt(String text, int columns) {
    assertThat(DisplayWidth.of(text)).isEqualTo(columns);
  }
}

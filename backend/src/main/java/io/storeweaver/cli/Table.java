package io.storeweaver.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows under headings, each column as wide as its widest cell. */
final class Table {
  private static final String GAP = "   ";

  private final List<Cell> headings;
  private final List<List<Cell>> rows = new ArrayList<>();

  /** A text and how it looks where colours are shown. */
  record Cell(String text, Style style) {
    Cell {
      text = DisplayWidth.printable(text.isEmpty() ? "-" : text);
    }

    static Cell of(String text) {
      return new Cell(text, Style.PLAIN);
    }
  }

  Table(String... headings) {
    this.headings = Arrays.stream(headings).map(h -> new Cell(h, Style.HEADING)).toList();
  }

  Table row(Cell... cells) {
    rows.add(List.of(cells));
    return this;
  }

  Table row(String... cells) {
    rows.add(Arrays.stream(cells).map(Cell::of).toList());
    return this;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The table's lines, the headings first where there are some. */
  List<String> lines(boolean styled) {
    List<List<Cell>> all = new ArrayList<>(rows);
    if (!headings.isEmpty()) {
      all.addFirst(headings);
    }
    int[] widths = new int[all.stream().mapToInt(List::size).max().orElse(0)];
    for (List<Cell> row : all) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i).text()));
      }
    }
    return all.stream().map(row -> line(row, widths, styled)).toList();
  }

  private static String line(List<Cell> row, int[] widths, boolean styled) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      Cell cell = row.get(i);
      String shown = DisplayWidth.isolated(cell.text());
      line.append(styled ? cell.style().on(shown) : shown);
      // Nothing follows the last cell, so nothing has to be filled up.
      if (i < row.size() - 1) {
        line.repeat(' ', widths[i] - DisplayWidth.of(cell.text())).append(GAP);
      }
    }
    return line.toString();
  }
}

package io.storeweaver.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An answer in Prometheus' text format. */
record Scrape(String text) {
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

  /** A metric with its labels. */
  record Family(String name, String type, String help, Set<String> labels) {}

  /** The value of a series, written as in the answer; 0 where it is not there yet. */
  double value(String series) {
    return text.lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  List<Family> families() {
    List<Family> families = new ArrayList<>();
    for (String help : text.lines().filter(line -> line.startsWith("# HELP ")).sorted().toList()) {
      String[] parts = help.split(" ", 4);
      String type = type(parts[2]);
      // OpenMetrics names a counter's family without the ending of its one series.
      boolean bare = type.equals("counter") && !parts[2].endsWith("_total");
      String name = bare ? parts[2] + "_total" : parts[2];
      families.add(new Family(name, type, parts[3].strip(), labels(name)));
    }
    return families;
  }

  private String type(String name) {
    String start = "# TYPE " + name + " ";
    return text.lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst()
        .orElseThrow();
  }

  private Set<String> labels(String name) {
    Pattern sample = Pattern.compile(Pattern.quote(name) + "(_bucket|_sum|_count)?\\{(.*)} .*");
    Set<String> labels = new TreeSet<>();
    for (String line : text.lines().toList()) {
      Matcher found = sample.matcher(line);
      if (found.matches()) {
        LABEL.matcher(found.group(2)).results().forEach(label -> labels.add(label.group(1)));
      }
    }
    labels.remove("le");
    return labels;
  }
}

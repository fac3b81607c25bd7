package io.storeweaver.chart;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Collects a chart's files by relative path, and refuses what no chart needs: odd paths, too many
 * files, too many bytes.
 */
final class ChartFiles {
  static final int MAX_BYTES = 5 * 1024 * 1024;
  private static final int MAX_FILES = 2_000;
  // What desktops, editors and version control leave behind would change the digest without
  // changing the chart.
  private static final Pattern LITTER =
      Pattern.compile("(^|.*/)(\\.git/.*|\\.DS_Store|\\.[^/]*\\.sw[a-z]|[^/]*~)");

  private final String origin;
  private final TreeMap<String, byte[]> files = new TreeMap<>();
  private int bytes;

  ChartFiles(String origin) {
    this.origin = origin;
  }

  void add(String path, byte[] content) {
    checkPath(path);
    if (LITTER.matcher(path).matches()) {
      return;
    }
    bytes += content.length;
    if (bytes > MAX_BYTES) {
      throw tooLarge();
    }
    if (files.put(path, content) != null) {
      throw new BadChart(
          "The chart in %s has the file %s twice; pack it again.".formatted(origin, path));
    }
    if (files.size() > MAX_FILES) {
      throw new BadChart(
          "The chart in %s has more than %d files; leave out what templates do not read."
              .formatted(origin, MAX_FILES));
    }
  }

  /**
   * How many bytes may still be read from this origin, plus one, so that a reader notices the
   * excess without holding it all.
   */
  int room() {
    return MAX_BYTES - bytes + 1;
  }

  SortedMap<String, byte[]> all() {
    return Collections.unmodifiableSortedMap(files);
  }

  BadChart tooLarge() {
    return new BadChart(
        "The chart in %s is larger than %d MiB; leave out what templates do not read."
            .formatted(origin, MAX_BYTES >> 20));
  }

  private void checkPath(String path) {
    boolean odd =
        path.isEmpty()
            || path.startsWith("/")
            || path.contains("\\")
            || path.contains(":")
            || path.indexOf('\0') >= 0;
    for (String step : path.split("/", -1)) {
      odd = odd || step.isEmpty() || step.equals(".") || step.equals("..");
    }
    if (odd) {
      throw new BadChart(
          "The chart in %s names a file '%s', which could lie outside the chart; it was not read."
              .formatted(origin, path));
    }
  }
}

package io.storeweaver.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** What Linux says of a process and of the machine. */
record Proc(long pid) {
  // USER_HZ is 100 wherever Linux runs Java (proc(5), sysconf(_SC_CLK_TCK)).
  private static final double TICKS = 100;
  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int CHILDREN_USER = 13;
  private static final int CHILDREN_SYSTEM = 14;

  /** CPU time that the process itself has used, in seconds. */
  double cpuSeconds() {
    List<String> stat = stat(pid);
    return stat.isEmpty() ? 0 : ticks(stat, USER) + ticks(stat, SYSTEM);
  }

  /** CPU time of the processes under it, those that have ended included, in seconds. */
  double descendantsCpuSeconds() {
    double sum = 0;
    for (ProcessHandle child :
        ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).toList()) {
      List<String> stat = stat(child.pid());
      if (!stat.isEmpty()) {
        sum += ticks(stat, USER) + ticks(stat, SYSTEM);
        sum += ticks(stat, CHILDREN_USER) + ticks(stat, CHILDREN_SYSTEM);
      }
    }
    return sum;
  }

  /** CPU time of children that have ended and were waited for, in seconds. */
  double endedChildrenCpuSeconds() {
    List<String> stat = stat(pid);
    return ticks(stat, CHILDREN_USER) + ticks(stat, CHILDREN_SYSTEM);
  }

  private static double ticks(List<String> stat, int field) {
    return Long.parseLong(stat.get(field)) / TICKS;
  }

  // The name in parentheses may hold anything, so fields are counted from behind it.
  private static List<String> stat(long pid) {
    String text = read("/proc/" + pid + "/stat");
    return text.isEmpty()
        ? List.of()
        : List.of(text.substring(text.lastIndexOf(')') + 2).strip().split(" "));
  }

  /** Memory that the process holds now, in MiB. */
  long rssMiB() {
    return status("VmRSS:");
  }

  /** The most memory that it has held so far, in MiB. */
  long peakMiB() {
    return status("VmHWM:");
  }

  private long status(String field) {
    return kib(read("/proc/" + pid + "/status"), field) / 1024;
  }

  static long memoryMiB() {
    return kib(read("/proc/meminfo"), "MemTotal:") / 1024;
  }

  private static long kib(String text, String field) {
    return text.lines()
        .filter(line -> line.startsWith(field))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  /** The machine's load average of the last minute. */
  static String load() {
    return read("/proc/loadavg").split(" ", 2)[0];
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

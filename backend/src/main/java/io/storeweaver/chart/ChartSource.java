package io.storeweaver.chart;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.SortedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The places that a chart's files are read from: a folder, or the classpath, where they may lie in
 * a folder or in a jar.
 */
final class ChartSource {
  private ChartSource() {}

  static SortedMap<String, byte[]> folder(Path folder) {
    ChartFiles files = new ChartFiles(folder.toString());
    try {
      Path root = folder.toRealPath();
      Files.walkFileTree(root, new Collector(root, files));
      return files.all();
    } catch (IOException e) {
      throw new BadChart(
          "No chart could be read in the folder %s (%s); name a folder that holds a Chart.yaml."
              .formatted(folder, e),
          e);
    }
  }

  static SortedMap<String, byte[]> classpath(String prefix) {
    URL marker = find(prefix + "/Chart.yaml");
    if (marker == null) {
      throw new BadChart(
          "No chart is packed under %s: %s/Chart.yaml is not on the classpath; build the artefact again."
              .formatted(prefix, prefix));
    }
    try {
      if (marker.getProtocol().equals("file")) {
        return folder(Path.of(marker.toURI()).resolveSibling(""));
      }
      return jar(marker, prefix);
    } catch (IOException | URISyntaxException e) {
      throw new BadChart(
          "The chart packed under %s could not be read from %s (%s).".formatted(prefix, marker, e),
          e);
    }
  }

  // The jar is opened as the zip file that it is: class loaders of application servers differ in
  // what they let one list.
  private static SortedMap<String, byte[]> jar(URL marker, String prefix) throws IOException {
    String form = marker.getPath();
    int bang = form.lastIndexOf("!/");
    if (bang < 0) {
      throw new IOException("its address names no jar file");
    }
    ChartFiles files = new ChartFiles(marker.toString());
    try (ZipFile zip = new ZipFile(Path.of(URI.create(form.substring(0, bang))).toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (!entry.isDirectory() && entry.getName().startsWith(prefix + "/")) {
          try (InputStream in = zip.getInputStream(entry)) {
            files.add(entry.getName().substring(prefix.length() + 1), in.readNBytes(files.room()));
          }
        }
      }
    }
    return files.all();
  }

  private static @Nullable URL find(String resource) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    URL found = context == null ? null : context.getResource(resource);
    return found == null ? ChartSource.class.getClassLoader().getResource(resource) : found;
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final Path root;
    private final ChartFiles files;

    Collector(Path root, ChartFiles files) {
      this.root = root;
      this.files = files;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String path = root.relativize(file).toString().replace('\\', '/');
      if (!file.toRealPath().startsWith(root)) {
        throw new BadChart(
            "In the chart folder %s, %s is a link that leaves the folder; it was not followed."
                .formatted(root, path));
      }
      if (!Files.isRegularFile(file)) {
        throw new BadChart(
            "In the chart folder %s, %s is neither a file nor a folder; remove it."
                .formatted(root, path));
      }
      try (InputStream in = Files.newInputStream(file)) {
        files.add(path, in.readNBytes(files.room()));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}

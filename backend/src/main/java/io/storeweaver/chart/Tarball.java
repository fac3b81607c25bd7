package io.storeweaver.chart;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Charts as .tgz, the form in which Helm ships them: one top folder named like the chart. */
final class Tarball {
  // Room for the archive's own headers and padding on top of what a chart may hold.
  private static final int MAX_UNPACKED = 2 * ChartFiles.MAX_BYTES;

  private Tarball() {}

  static SortedMap<String, byte[]> read(byte[] tgz) {
    ChartFiles files = new ChartFiles("the uploaded archive");
    try (InputStream plain =
            new Bounded(new GZIPInputStream(new ByteArrayInputStream(tgz)), files);
        TarArchiveInputStream tar = new TarArchiveInputStream(plain)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (!entry.isDirectory() && !entry.isGlobalPaxHeader()) {
          readFile(entry, tar, files);
        }
      }
      return files.all();
    } catch (IOException | IllegalArgumentException e) {
      throw new BadChart(
          "The uploaded archive is no chart: it cannot be unpacked (%s); make it with helm package."
              .formatted(e.getMessage()),
          e);
    }
  }

  private static void readFile(TarArchiveEntry entry, InputStream tar, ChartFiles files)
      throws IOException {
    String name = entry.getName();
    if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink()) {
      throw new BadChart(
          "The uploaded archive holds a link or a special file, %s; only plain files are read."
              .formatted(name));
    }
    int top = name.indexOf('/');
    if (top < 1) {
      throw new BadChart(
          "The uploaded archive holds %s outside of the chart's own folder; make the archive with helm package."
              .formatted(name));
    }
    // ChartFiles checks names below the top folder only, so '.' and '..' on top are refused here.
    if (name.startsWith(".")) {
      throw new BadChart(
          "The uploaded archive names a file '%s', which could lie outside the chart; it was not read."
              .formatted(name));
    }
    files.add(name.substring(top + 1), tar.readNBytes(files.room()));
  }

  static byte[] write(String folder, Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new BestGzip(bytes);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(folder + "/" + file.getKey());
        entry.setSize(file.getValue().length);
        entry.setModTime(0L);
        entry.setMode(0644);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Packing a chart in memory failed", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Ends an archive that unpacks to more than any chart needs while it unpacks, before it fills the
   * memory.
   */
  private static final class Bounded extends FilterInputStream {
    private final ChartFiles files;
    private long left = MAX_UNPACKED;

    Bounded(InputStream in, ChartFiles files) {
      super(in);
      this.files = files;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      spend(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      spend(Math.max(count, 0));
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = super.skip(count);
      spend(skipped);
      return skipped;
    }

    private void spend(long count) {
      left -= count;
      if (left < 0) {
        throw files.tooLarge();
      }
    }
  }
}

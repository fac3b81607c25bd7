package io.storeweaver.chart;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Gzip at the best compression, as Helm stores releases; the same bytes in give the same bytes out,
 * since no time is written.
 */
final class BestGzip extends GZIPOutputStream {
  BestGzip(OutputStream out) throws IOException {
    super(out);
    def.setLevel(Deflater.BEST_COMPRESSION);
  }
}

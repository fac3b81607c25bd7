package io.storeweaver.chart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/**
 * Helm's storage encoding: JSON, gzipped, in base64, and in base64 once more because it lies in a
 * Secret's data.
 */
final class ReleaseCodec {
  private static final int MAX_UNPACKED = 32 * 1024 * 1024;

  private ReleaseCodec() {}

  static String encode(ObjectNode release) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (BestGzip gzip = new BestGzip(bytes)) {
      gzip.write(Yaml.json(release).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Packing a release in memory failed", e);
    }
    Base64.Encoder base64 = Base64.getEncoder();
    return base64.encodeToString(base64.encode(bytes.toByteArray()));
  }

  static ObjectNode decode(ObjectNode secret) {
    String name = secret.path("metadata").path("name").asText("without a name");
    try {
      Base64.Decoder base64 = Base64.getDecoder();
      byte[] packed = base64.decode(base64.decode(secret.path("data").path("release").asText("")));
      try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
        byte[] json = gzip.readNBytes(MAX_UNPACKED + 1);
        if (json.length > MAX_UNPACKED) {
          throw new IOException("it is larger than %d MiB".formatted(MAX_UNPACKED >> 20));
        }
        return Yaml.parseJson(json);
      }
    } catch (IOException | IllegalArgumentException | Yaml.Malformed e) {
      throw new IllegalArgumentException(
          "The Secret %s holds no Helm release: %s".formatted(name, e.getMessage()), e);
    }
  }
}

package io.storeweaver.server;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs as unpacked from the artefact: {@code home} holds bin, lib and share. */
record PostgresBinaries(Path home) {
  /**
   * What the binaries artefact of the pom contains; a test compares it with the server's own word.
   */
  static final String VERSION = "18.6";

  static final String MAJOR = VERSION.substring(0, VERSION.indexOf('.'));

  /**
   * Other users' processes may have to run them: PostgreSQL refuses root, so root starts it as
   * somebody else.
   */
  private static final Set<PosixFilePermission> FOR_ALL =
      PosixFilePermissions.fromString("rwxr-xr-x");

  /**
   * Unpacks the programs into the cache folder, once per version; sentence when there are none for
   * this machine.
   */
  static PostgresBinaries unpack(Path cache) throws IOException {
    Path home = cache.resolve("postgresql-" + VERSION + "-" + platform());
    if (!Files.isDirectory(home)) {
      Files.createDirectories(cache);
      Path draft = Files.createTempDirectory(cache, "unpacking-");
      try {
        unpackInto(draft);
        Files.setPosixFilePermissions(draft, FOR_ALL);
        putInPlace(draft, home);
      } finally {
        // What a full disk has cut off would only keep it full.
        PrivateFiles.remove(draft);
      }
    }
    return new PostgresBinaries(home.toRealPath());
  }

  private static void putInPlace(Path draft, Path home) throws IOException {
    try {
      Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // Another process that shares the cache was faster: its copy is as good as ours.
      if (!Files.isDirectory(home)) {
        throw e;
      }
    }
  }

  private static void unpackInto(Path folder) throws IOException {
    String archive = "/postgres-" + platform() + ".txz";
    try (InputStream raw = PostgresBinaries.class.getResourceAsStream(archive)) {
      if (raw == null) {
        throw new FileNotFoundException(
            "this build carries no PostgreSQL for %s; set DATABASE_URL to a server of yours"
                .formatted(platform()));
      }
      try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(raw)))) {
        for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
          if (isNeeded(entry.getName())) {
            unpackEntry(tar, entry, folder);
          }
        }
      }
    }
  }

  /** The archive also carries what one needs to compile extensions. */
  private static boolean isNeeded(String name) {
    return !name.endsWith(".a") && !name.contains("/pgxs/") && !name.contains("/pkgconfig/");
  }

  private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    Path target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException(
          "archive entry %s points outside its folder".formatted(entry.getName()));
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    if ((entry.getMode() & 0b001_000_000) != 0) {
      Files.setPosixFilePermissions(target, FOR_ALL);
    }
  }

  private static String platform() {
    String system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")
            ? "darwin"
            : "linux";
    String machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    return system + "-" + machine;
  }

  String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }
}

package io.storeweaver.chart;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The copy of a chart that is handed to the engine. The engine's template call leaves out hooks and
 * NOTES.txt; the copy carries hooks under another annotation and the notes in an object, so that
 * one call gives everything, and {@link RenderedText} sorts it out again.
 */
final class EngineChart {
  static final String HOOK = "helm.sh/hook";
  static final String HOOK_CARRIED = "carried.storeweaver.io/hook";
  static final String NOTES_KIND = "CarriedNotes";

  private static final String NOTES = "templates/NOTES.txt";
  private static final String NOTES_CARRIER = "templates/carried-notes.yaml";
  private static final String NOTES_TEMPLATE =
      """
      apiVersion: carried.storeweaver.io/v1
      kind: CarriedNotes
      notes: {{ include (print .Template.BasePath "/NOTES.txt") . | quote }}
      """;

  private EngineChart() {}

  static byte[] tgz(ChartArchive chart) {
    Map<String, byte[]> files = new TreeMap<>(chart.files());
    files.replaceAll(
        (path, content) ->
            path.startsWith("templates/") || path.contains("/templates/")
                ? carryHooks(content)
                : content);
    if (files.containsKey(NOTES)) {
      files.put(NOTES_CARRIER, NOTES_TEMPLATE.getBytes(StandardCharsets.UTF_8));
    }
    return Tarball.write(chart.name(), files);
  }

  private static byte[] carryHooks(byte[] template) {
    String text = new String(template, StandardCharsets.UTF_8);
    return text.contains(HOOK)
        ? text.replace(HOOK, HOOK_CARRIED).getBytes(StandardCharsets.UTF_8)
        : template;
  }
}

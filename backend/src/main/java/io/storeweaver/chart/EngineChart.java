package io.storeweaver.chart;

import static java.util.regex.Matcher.quoteReplacement;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The copy of a chart that is handed to the engine. The engine's template call leaves out hooks and
 * NOTES.txt; the copy carries hooks under another annotation and the notes in an object, so that
 * one call gives everything, and {@link RenderedText} sorts it out again. The call would also let
 * {@code lookup} ask whatever cluster the environment names; in the copy it finds nothing, as in
 * {@code helm template}.
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

  private static final Pattern ACTION = Pattern.compile("\\{\\{.*?\\}\\}", Pattern.DOTALL);
  private static final Pattern LOOKUP = Pattern.compile("(?<![\\w.$\"])lookup(?=\\s)");
  // Takes the same arguments and gives an empty map, which is how lookup says that there is no such
  // object.
  private static final String FIND_NOTHING = "pick (dict)";

  private EngineChart() {}

  static byte[] tgz(ChartArchive chart) {
    Map<String, byte[]> files = new TreeMap<>(chart.files());
    files.replaceAll((path, content) -> isTemplate(path) ? adapt(content) : content);
    if (files.containsKey(NOTES)) {
      files.put(NOTES_CARRIER, NOTES_TEMPLATE.getBytes(StandardCharsets.UTF_8));
    }
    return Tarball.write(chart.name(), files);
  }

  private static boolean isTemplate(String path) {
    return path.startsWith("templates/") || path.contains("/templates/");
  }

  private static byte[] adapt(byte[] template) {
    String text = new String(template, StandardCharsets.UTF_8).replace(HOOK, HOOK_CARRIED);
    String offline =
        ACTION
            .matcher(text)
            .replaceAll(
                action ->
                    quoteReplacement(LOOKUP.matcher(action.group()).replaceAll(FIND_NOTHING)));
    return offline.getBytes(StandardCharsets.UTF_8);
  }
}

package io.storeweaver;

import java.nio.file.Path;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the stores are made from.
 *
 * @param woocommerce folder of a chart that replaces the built-in one
 * @param medusa likewise
 * @param valuesFiles files of the chart to put over its defaults, the last one wins
 * @param currency of new shops, ISO 4217
 * @param country of new shops, ISO 3166
 */
public record ChartConfig(
    Optional<Path> woocommerce,
    Optional<Path> medusa,
    List<String> valuesFiles,
    String currency,
    String country) {
  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toSet());

  static ChartConfig of(Settings settings, ServerConfig server) {
    return new ChartConfig(
        settings.path(Setting.HELM_CHART_PATH),
        settings.path(Setting.HELM_CHART_PATH_MEDUSA),
        valuesFiles(settings, server),
        settings.code(Setting.STORE_CURRENCY, CURRENCIES),
        settings.code(Setting.STORE_COUNTRY, Set.of(Locale.getISOCountries())));
  }

  // The first one is the chart's own file of defaults, unless another one is named.
  private static List<String> valuesFiles(Settings settings, ServerConfig server) {
    String first = settings.text(Setting.HELM_VALUES_FILE);
    String second =
        settings
            .optional(Setting.HELM_ENV_VALUES_FILE)
            .orElse(server.production() ? "values-prod.yaml" : "values-local.yaml");
    return first.equals(Setting.HELM_VALUES_FILE.defaultValue())
        ? List.of(second)
        : List.of(first, second);
  }
}

package io.storeweaver.sandbox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Kubernetes quantities ("500m", "0.5Gi"): parsed to exact numbers, printed in canonical form. */
final class Quantities {
  private static final Pattern FORM =
      Pattern.compile(
          "([+-]?(?:\\d+\\.?\\d*|\\.\\d+))(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\\d+)?");
  private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
  private static final List<String> DECIMAL = List.of("", "k", "M", "G", "T", "P", "E");
  private static final List<String> SMALL = List.of("", "m", "u", "n");
  private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  private Quantities() {}

  static boolean valid(String text) {
    return FORM.matcher(text).matches();
  }

  /** The number in base units; zero for what is no quantity. */
  static BigDecimal parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return BigDecimal.ZERO;
    }
    BigDecimal number = new BigDecimal(form.group(1));
    String suffix = form.group(2);
    if (suffix == null) {
      return number;
    }
    if (BINARY.contains(suffix)) {
      return number.multiply(KIBI.pow(BINARY.indexOf(suffix)));
    }
    if (DECIMAL.contains(suffix)) {
      return number.multiply(THOUSAND.pow(DECIMAL.indexOf(suffix)));
    }
    if (SMALL.contains(suffix)) {
      return number.divide(THOUSAND.pow(SMALL.indexOf(suffix)));
    }
    return number.scaleByPowerOfTen(Integer.parseInt(suffix.substring(1)));
  }

  /** The one spelling that Kubernetes stores: "0.5Gi" becomes "512Mi", "1000m" becomes "1". */
  static String canonical(String text) {
    Matcher form = FORM.matcher(text);
    String suffix = form.matches() ? form.group(2) : null;
    return print(parse(text), binary(suffix));
  }

  /** Prints a sum in the family (binary or decimal) of one of its terms. */
  static String print(BigDecimal number, String like) {
    Matcher form = FORM.matcher(like);
    return print(number, binary(form.matches() ? form.group(2) : null));
  }

  private static boolean binary(@Nullable String suffix) {
    return suffix != null && suffix.endsWith("i");
  }

  private static String print(BigDecimal number, boolean binary) {
    // as in Kubernetes, nothing is kept below a nano, and it rounds up
    BigDecimal exact = number.setScale(9, RoundingMode.CEILING).stripTrailingZeros();
    if (exact.signum() == 0) {
      return "0";
    }
    if (exact.scale() > 0 && !(binary && exact.abs().compareTo(KIBI) >= 0)) {
      return small(exact);
    }
    return large(exact, binary ? KIBI : THOUSAND, binary ? BINARY : DECIMAL);
  }

  private static String small(BigDecimal number) {
    BigDecimal scaled = number;
    int index = 0;
    while (scaled.stripTrailingZeros().scale() > 0) {
      scaled = scaled.multiply(THOUSAND);
      index++;
    }
    return scaled.toBigInteger() + SMALL.get(index);
  }

  private static String large(BigDecimal number, BigDecimal base, List<String> suffixes) {
    BigDecimal scaled = number.setScale(0, RoundingMode.CEILING);
    int index = 0;
    while (index < suffixes.size() - 1 && scaled.remainder(base).signum() == 0) {
      scaled = scaled.divide(base);
      index++;
    }
    return scaled.toBigInteger() + suffixes.get(index);
  }
}

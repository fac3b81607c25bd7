package io.storeweaver.sandbox;

import java.util.Optional;
import java.util.regex.Pattern;

/** The forms that names, labels and keys must have, with the real server's explanations. */
enum NameRule {
  LABEL(
      63,
      "[a-z0-9]([-a-z0-9]*[a-z0-9])?",
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must"
          + " start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used"
          + " for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"),
  SUBDOMAIN(
      253,
      "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*",
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.',"
          + " and must start and end with an alphanumeric character (e.g. 'example.com', regex used"
          + " for validation is"
          + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"),
  DNS_1035(
      63,
      "[a-z]([-a-z0-9]*[a-z0-9])?",
      "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
          + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
          + " 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"),
  LABEL_VALUE(
      63,
      "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?",
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.',"
          + " and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',"
          + "  or '12345', regex used for validation is"
          + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"),
  QUALIFIED(
      317,
      "([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?"
          + "([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]",
      "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with"
          + " an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
          + " validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"),
  DATA_KEY(
      253,
      "[-._a-zA-Z0-9]+",
      "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',"
          + "  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"),
  ENV_NAME(
      Integer.MAX_VALUE,
      "[ -<>-~]+",
      "a valid environment variable name must consist only of printable ASCII characters other than"
          + " '='"),
  PORT_NAME(
      15,
      "(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*",
      "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-), with at least one"
          + " letter");

  private final int longest;
  private final Pattern form;
  private final String explanation;

  NameRule(int longest, String form, String explanation) {
    this.longest = longest;
    this.form = Pattern.compile(form);
    this.explanation = explanation;
  }

  /** What is wrong with the value; empty when nothing is. */
  Optional<String> problem(String value) {
    if (value.length() > longest) {
      return Optional.of("must be no more than " + longest + " bytes");
    }
    return form.matcher(value).matches() ? Optional.empty() : Optional.of(explanation);
  }
}

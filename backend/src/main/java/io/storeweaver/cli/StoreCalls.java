package io.storeweaver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What the server can be asked about stores. A store is named by its id or by its name. */
final class StoreCalls {
  private static final int LARGEST_PAGE = 200;
  private static final int MOST_TRIES = 5;
  private static final int STALE = 412;

  private final Api api;

  StoreCalls(Api api) {
    this.api = api;
  }

  static String path(String id) {
    return "/stores/" + Api.encoded(id);
  }

  /** The edit that stops a store, or starts it again. */
  static ObjectNode suspended(boolean yes) {
    return JsonNodeFactory.instance.objectNode().put("suspended", yes);
  }

  /** The id of the store that somebody means. */
  String id(String reference) {
    return find(reference).path("id").asText();
  }

  /** The store with that id or, among those that live, with that name. */
  JsonNode find(String reference) {
    try {
      // An id never holds such a character, and a proxy may take offence at it in a path.
      if (reference.matches("[a-z0-9-]{1,60}")) {
        return api.get(path(reference));
      }
    } catch (CommandFailed e) {
      if (e.exit() != Exit.NOT_FOUND) {
        throw e;
      }
    }
    List<JsonNode> named = named(reference);
    if (named.size() == 1) {
      return named.getFirst();
    }
    if (named.isEmpty()) {
      throw new CommandFailed(
          Exit.NOT_FOUND,
          "There is no store \"" + reference + "\" among yours.",
          "See which there are with: weaver stores list");
    }
    throw new CommandFailed(
        Exit.USAGE,
        "There are several stores named \"" + reference + "\"; name one by its id.",
        named.stream()
            .map(s -> s.path("id").asText() + "  of " + s.path("owner").asText())
            .toArray(String[]::new));
  }

  private List<JsonNode> named(String name) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode store : list("q=" + Api.encoded(name)).path("stores")) {
      if (store.path("name").asText().equalsIgnoreCase(name.strip())) {
        found.add(store);
      }
    }
    return found;
  }

  /** Every page of a list, put together; {@code query} without page parameters. */
  JsonNode list(String query) {
    String first = "/stores?page_size=" + LARGEST_PAGE + (query.isEmpty() ? "" : "&" + query);
    ObjectNode all = (ObjectNode) api.get(first);
    String token = all.path("next_page_token").asText("");
    while (!token.isEmpty()) {
      JsonNode page = api.get(first + "&page_token=" + Api.encoded(token));
      all.withArrayProperty("stores")
          .addAll((com.fasterxml.jackson.databind.node.ArrayNode) page.path("stores"));
      token = page.path("next_page_token").asText("");
    }
    all.remove("next_page_token");
    return all;
  }

  /** Does what a verb of the API says. */
  JsonNode act(String id, String verb) {
    return api.post(path(id) + "/" + verb, null);
  }

  /** Edits a store as it is now; whoever was quicker in between is not overwritten unseen. */
  JsonNode edit(String id, ObjectNode change) {
    for (int attempt = 1; ; attempt++) {
      String tag = api.send("GET", path(id), null).tag();
      try {
        return api.send("PATCH", path(id), change, "If-Match", tag).body();
      } catch (CommandFailed e) {
        if (e.httpStatus() != STALE || attempt == MOST_TRIES) {
          throw e;
        }
      }
    }
  }
}

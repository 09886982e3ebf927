package vn.lienvien.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import vn.lienvien.archive.Preferences;

/** What each person has set up for the pages: filters, keys, layouts. One JSON value a name. */
final class PreferenceRoutes {
  private static final int MOST_CHARACTERS = 64 * 1024;

  private final Preferences preferences;

  PreferenceRoutes(Preferences preferences) {
    this.preferences = preferences;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/preferences/{name}", Access.LOGGED_IN, this::show),
        Route.put("/api/preferences/{name}", Access.LOGGED_IN, this::keep));
  }

  private void show(Exchange exchange) throws IOException {
    String json = preferences.of(exchange.account().username(), name(exchange)).orElse("null");
    exchange.json(200, new Preference(Json.MAPPER.readTree(json)));
  }

  private void keep(Exchange exchange) throws IOException {
    String json = exchange.json(Preference.class).value().toString();
    if (json.length() > MOST_CHARACTERS) {
      throw new HttpFault(ErrorCode.BODY_TOO_LARGE, "a preference has at most 64 KiB");
    }
    preferences.put(exchange.account().username(), name(exchange), json);
    exchange.empty(204);
  }

  private static String name(Exchange exchange) {
    String name = exchange.path("name");
    if (!name.matches("[a-z][a-z0-9-]{0,63}")) {
      throw HttpFault.notFound("preference");
    }
    return name;
  }

  /**
   * @param value null where nothing was kept yet
   */
  record Preference(JsonNode value) {}
}

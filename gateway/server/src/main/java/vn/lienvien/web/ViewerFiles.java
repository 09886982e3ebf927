package vn.lienvien.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The viewer's files from the class path; a path without a dot is a page of the single-page
 * application and gets its index.html.
 */
final class ViewerFiles implements Endpoint {
  private static final String ROOT = "viewer";
  private static final Pattern SAFE = Pattern.compile("(/[A-Za-z0-9_@~-][A-Za-z0-9._@~-]*)+");
  private static final Pattern HASHED = Pattern.compile("/assets/.*[-.][A-Za-z0-9_-]{8,}\\.\\w+");
  private static final List<String> SERVICES = List.of("/api", "/dicom-web", "/health", "/metrics");
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  @Override
  public void answer(Exchange exchange) throws IOException {
    String path = exchange.request().path();
    if (SERVICES.stream()
        .anyMatch(service -> path.equals(service) || path.startsWith(service + "/"))) {
      throw HttpFault.notFound("resource");
    }
    if (!path.contains(".") || path.equals("/index.html")) {
      send(exchange, "/index.html", "no-cache");
    } else if (SAFE.matcher(path).matches() && !path.contains("..")) {
      boolean hashed = HASHED.matcher(path).matches();
      send(exchange, path, hashed ? "public, max-age=31536000, immutable" : "no-cache");
    } else {
      throw HttpFault.notFound("file");
    }
  }

  private static void send(Exchange exchange, String path, String caching) throws IOException {
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    if (type == null) {
      throw HttpFault.notFound("file");
    }
    String accepted = exchange.header("Accept-Encoding").orElse("").toLowerCase(Locale.ROOT);
    for (String[] coding : new String[][] {{"br", ".br"}, {"gzip", ".gz"}, {"", ""}}) {
      URL file = accepted.contains(coding[0]) ? resource(path + coding[1]) : null;
      if (file != null) {
        if (!coding[0].isEmpty()) {
          exchange.response().putHeader("Content-Encoding", coding[0]);
        }
        copy(exchange, file, type, caching);
        return;
      }
    }
    throw HttpFault.notFound("file");
  }

  private static @Nullable URL resource(String path) {
    return ViewerFiles.class.getClassLoader().getResource(ROOT + path);
  }

  private static void copy(Exchange exchange, URL file, String type, String caching)
      throws IOException {
    URLConnection connection = file.openConnection();
    try (InputStream in = connection.getInputStream()) {
      exchange
          .response()
          .putHeader("Cache-Control", caching)
          .putHeader("Vary", "Accept-Encoding")
          .putHeader("Content-Length", Long.toString(connection.getContentLengthLong()));
      exchange.stream(200, type, in::transferTo);
    }
  }
}

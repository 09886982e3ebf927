package vn.lienvien.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import vn.lienvien.model.Site;

/** What needs no login: this site, the API document, health, metrics. */
final class OperationsRoutes {
  private final Site site;
  private final String version;
  private final Map<String, BooleanSupplier> readiness;
  private final Supplier<String> metrics;

  OperationsRoutes(
      Site site, String version, Map<String, BooleanSupplier> readiness, Supplier<String> metrics) {
    this.site = site;
    this.version = version;
    this.readiness = readiness;
    this.metrics = metrics;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/site", Access.ANYONE, this::site),
        Route.get("/api/openapi.json", Access.ANYONE, OperationsRoutes::openapi),
        Route.get("/health/live", Access.ANYONE, x -> x.json(200, new Health("UP", Map.of()))),
        Route.get("/health/ready", Access.ANYONE, this::ready),
        Route.get("/metrics", Access.ANYONE, this::metrics));
  }

  private void site(Exchange exchange) throws IOException {
    exchange.json(200, new SiteVersion(site.siteId(), site.name(), version));
  }

  private static void openapi(Exchange exchange) throws IOException {
    try (InputStream document = OperationsRoutes.class.getResourceAsStream("/openapi.json")) {
      if (document == null) {
        throw HttpFault.notFound("document");
      }
      exchange.bytes(200, "application/json", document.readAllBytes());
    }
  }

  private void ready(Exchange exchange) throws IOException {
    Map<String, String> checks = new LinkedHashMap<>();
    readiness.forEach((name, fit) -> checks.put(name, fit.getAsBoolean() ? "UP" : "DOWN"));
    boolean up = !checks.containsValue("DOWN");
    exchange.json(up ? 200 : 503, new Health(up ? "UP" : "DOWN", checks));
  }

  private void metrics(Exchange exchange) throws IOException {
    exchange.bytes(
        200,
        "text/plain; version=0.0.4; charset=utf-8",
        metrics.get().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  record SiteVersion(String siteId, String name, String version) {}

  record Health(String status, Map<String, String> checks) {}
}

package vn.lienvien.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienvien.config.RoutingRule;
import vn.lienvien.consult.StudyRouting;
import vn.lienvien.model.Priority;
import vn.lienvien.security.Role;

/**
 * Which pushed studies become consultations or go elsewhere, and what would become of a real one.
 */
final class RoutingRoutes {
  private final StudyRouting routing;

  RoutingRoutes(StudyRouting routing) {
    this.routing = routing;
  }

  List<Route> routes() {
    Access administrator = Access.only(Role.PACS_ADMINISTRATOR);
    return List.of(
        Route.get("/api/routing", administrator, this::list),
        Route.post("/api/routing/preview", administrator, this::preview));
  }

  private void list(Exchange exchange) throws IOException {
    exchange.json(200, Map.of("rules", routing.rules().stream().map(RuleView::of).toList()));
  }

  private void preview(Exchange exchange) throws IOException {
    String uid = NewCases.text(exchange.json(Question.class).studyInstanceUID());
    StudyRouting.Preview preview = routing.preview(uid);
    exchange.json(
        200,
        new PreviewView(
            preview.instances(),
            preview.sender(),
            preview.existingCaseId(),
            preview.verdicts().stream()
                .map(verdict -> new VerdictView(RuleView.of(verdict.rule()), verdict.applies()))
                .toList()));
  }

  record Question(@Nullable String studyInstanceUID) {}

  record RuleView(
      String fromAETitle,
      Priority priority,
      String consultingSiteId,
      String destination,
      long quietSeconds) {
    static RuleView of(RoutingRule rule) {
      return new RuleView(
          rule.fromAETitle(),
          rule.priority(),
          rule.consultingSiteId(),
          rule.destination(),
          rule.quiet().toSeconds());
    }
  }

  record VerdictView(RuleView rule, boolean applies) {}

  record PreviewView(
      int instances, String sender, String existingCaseId, List<VerdictView> verdicts) {}
}

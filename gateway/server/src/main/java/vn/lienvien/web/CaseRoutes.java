package vn.lienvien.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.lienvien.archive.CaseFilter;
import vn.lienvien.archive.CaseListing;
import vn.lienvien.archive.CasePage;
import vn.lienvien.audit.AuditEvent.Action;
import vn.lienvien.consult.CaseProcess;
import vn.lienvien.model.CaseRole;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.Priority;
import vn.lienvien.security.Role;

/** Lists, single cases, and what a person does about a case besides reading it. */
final class CaseRoutes {
  private static final int MOST_PER_PAGE = 500;

  private final CaseFacts facts;
  private final CaseSight sight;
  private final NewCases newCases;
  private final CaseProcess process;
  private final ViewAudit audit;

  CaseRoutes(
      CaseFacts facts, CaseSight sight, NewCases newCases, CaseProcess process, ViewAudit audit) {
    this.facts = facts;
    this.sight = sight;
    this.newCases = newCases;
    this.process = process;
    this.audit = audit;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/cases", Access.LOGGED_IN, this::list),
        Route.post("/api/cases", Access.only(Role.REQUESTING_DOCTOR), newCases),
        Route.get("/api/cases/{caseId}", Access.LOGGED_IN, this::one),
        Route.post(
            "/api/cases/{caseId}/retry",
            Access.only(Role.REQUESTING_DOCTOR, Role.RADIOLOGIST, Role.PACS_ADMINISTRATOR),
            this::retry));
  }

  private void list(Exchange exchange) throws IOException {
    CasePage page = facts.list(filter(exchange));
    audit.saw(exchange, Action.LIST_CASES, "");
    exchange.json(200, new CaseListView(page));
  }

  private static CaseFilter filter(Exchange exchange) {
    Set<CaseRole> sides = CaseSight.sides(exchange.account());
    Optional<CaseRole> side = constant(exchange, "role", CaseRole.class);
    if (side.isPresent() && !sides.contains(side.get())) {
      throw new HttpFault(ErrorCode.FORBIDDEN, "that side's cases are another role's");
    }
    if (sides.size() == 1) {
      side = sides.stream().findFirst();
    }
    return new CaseFilter(
        side,
        constant(exchange, "state", CaseState.class).map(Set::of).orElse(Set.of()),
        constant(exchange, "priority", Priority.class),
        exchange.query("q").orElse(""),
        exchange.query("limit", 50, MOST_PER_PAGE),
        exchange.query("offset", 0, Integer.MAX_VALUE));
  }

  private static <E extends Enum<E>> Optional<E> constant(
      Exchange exchange, String name, Class<E> type) {
    try {
      return exchange.query(name).map(text -> Enum.valueOf(type, text));
    } catch (IllegalArgumentException unknown) {
      throw new HttpFault(ErrorCode.INVALID_FIELD, name + " has no such value");
    }
  }

  private void one(Exchange exchange) throws IOException {
    ConsultationCase which = sight.caseOf(exchange);
    audit.sawCase(exchange, which);
    exchange.json(200, facts.detail(which));
  }

  private void retry(Exchange exchange) throws IOException {
    ConsultationCase which = sight.caseOf(exchange);
    if (!process.retry(which.caseId())) {
      throw new HttpFault(ErrorCode.WRONG_STATE, "the case does not need attention");
    }
    exchange.empty(204);
  }

  /** The API document's CaseList. */
  record CaseListView(long total, Map<CaseState, Long> counts, List<CaseSummary> cases) {
    CaseListView(CasePage page) {
      this(page.total(), page.counts(), page.cases().stream().map(CaseListView::summary).toList());
    }

    private static CaseSummary summary(CaseListing listing) {
      return CaseSummary.of(
          listing.consultation(),
          new StudyFacts(listing.modalities(), listing.numberOfImages()),
          listing.signed());
    }
  }
}

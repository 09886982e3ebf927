package vn.lienvien.web;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienvien.archive.CaseFilter;
import vn.lienvien.archive.CaseOrder;
import vn.lienvien.archive.CasePage;
import vn.lienvien.audit.AuditEvent.Action;
import vn.lienvien.consult.CaseProcess;
import vn.lienvien.dicom.data.UIDs;
import vn.lienvien.model.CaseRole;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.Priority;
import vn.lienvien.model.Site;
import vn.lienvien.security.Role;

/** Lists, single cases, and what a person does about a case besides reading it. */
final class CaseRoutes {
  private static final int MOST_PER_PAGE = 500;
  private static final ZoneOffset VIETNAM = ZoneOffset.ofHours(7);

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
            this::retry),
        Route.put(
            "/api/cases/{caseId}/study",
            Access.only(Role.REQUESTING_DOCTOR, Role.PACS_ADMINISTRATOR),
            this::chooseStudy));
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
        states(exchange),
        constant(exchange, "priority", Priority.class),
        exchange.query("q").orElse(""),
        details(exchange),
        constant(exchange, "sort", CaseOrder.class).orElse(CaseOrder.READING),
        exchange.query("limit", 50, MOST_PER_PAGE),
        exchange.query("offset", 0, Integer.MAX_VALUE));
  }

  private static Set<CaseState> states(Exchange exchange) {
    Set<CaseState> states = EnumSet.noneOf(CaseState.class);
    for (String name : exchange.query("state").orElse("").split(",", -1)) {
      if (!name.isEmpty()) {
        states.add(constant("state", name, CaseState.class));
      }
    }
    return states;
  }

  private static CaseFilter.Details details(Exchange exchange) {
    Optional<String> assignee =
        exchange
            .query("assignee")
            .map(name -> name.equals("me") ? exchange.account().username() : name)
            .map(name -> name.equals("nobody") ? CaseFilter.Details.NOBODY : name);
    return new CaseFilter.Details(
        exchange.query("modality"),
        exchange.query("site"),
        assignee,
        exchange.query("from").map(day -> startOf(day, 0)),
        exchange.query("to").map(day -> startOf(day, 1)));
  }

  /** The start of a day in Vietnam, which has no summer time, or of a later one. */
  private static Instant startOf(String day, int daysLater) {
    try {
      return LocalDate.parse(day).plusDays(daysLater).atStartOfDay(VIETNAM).toInstant();
    } catch (DateTimeParseException notADay) {
      throw new HttpFault(ErrorCode.INVALID_FIELD, "from and to are YYYY-MM-DD");
    }
  }

  private static <E extends Enum<E>> Optional<E> constant(
      Exchange exchange, String name, Class<E> type) {
    return exchange.query(name).map(text -> constant(name, text, type));
  }

  private static <E extends Enum<E>> E constant(String name, String text, Class<E> type) {
    try {
      return Enum.valueOf(type, text);
    } catch (IllegalArgumentException unknown) {
      throw new HttpFault(ErrorCode.INVALID_FIELD, name + " has no such value");
    }
  }

  private void one(Exchange exchange) throws IOException {
    ConsultationCase which = sight.caseOf(exchange);
    audit.sawCase(exchange, which);
    exchange.json(200, facts.detail(which, process.lacksStudy(which)));
  }

  private void retry(Exchange exchange) throws IOException {
    ConsultationCase which = sight.caseOf(exchange);
    if (!process.retry(which.caseId())) {
      throw new HttpFault(ErrorCode.WRONG_STATE, "the case does not need attention");
    }
    exchange.empty(204);
  }

  private void chooseStudy(Exchange exchange) throws IOException {
    ConsultationCase which = sight.caseOf(exchange);
    String study = NewCases.text(exchange.json(ChosenStudy.class).studyInstanceUID());
    if (!UIDs.isValid(study)) {
      throw new HttpFault(ErrorCode.INVALID_FIELD, "studyInstanceUID is no UID");
    }
    if (!process.chooseStudy(which.caseId(), study)) {
      throw new HttpFault(ErrorCode.WRONG_STATE, "the case does not wait for a study");
    }
    audit.did(exchange, Action.CHOOSE_STUDY, which.caseId());
    exchange.empty(204);
  }

  /** The API document's ChosenStudy. */
  record ChosenStudy(@Nullable String studyInstanceUID) {}

  /** The API document's CaseList. */
  record CaseListView(
      long total,
      Map<CaseState, Long> counts,
      List<CaseSummary> cases,
      List<Site> sites,
      List<String> modalities) {
    CaseListView(CasePage page) {
      this(
          page.total(),
          page.counts(),
          page.cases().stream().map(CaseSummary::of).toList(),
          page.sites(),
          page.modalities());
    }
  }
}

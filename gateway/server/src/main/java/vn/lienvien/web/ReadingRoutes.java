package vn.lienvien.web;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lienvien.archive.Cases;
import vn.lienvien.audit.AuditEvent.Action;
import vn.lienvien.consult.CaseDesk;
import vn.lienvien.consult.DraftLeases;
import vn.lienvien.consult.Reading;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.ReadingResult;
import vn.lienvien.security.Account;
import vn.lienvien.security.Role;

/** The radiologist's work on a case: drafts, and the signature with the password asked again. */
final class ReadingRoutes {
  private static final int MOST_CHARACTERS = 100_000;

  private final CaseSight sight;
  private final Reading reading;
  private final DraftLeases leases;
  private final Cases cases;
  private final Logins logins;
  private final ViewAudit audit;

  ReadingRoutes(
      CaseSight sight, Consultations consult, Cases cases, Logins logins, ViewAudit audit) {
    this.sight = sight;
    this.reading = consult.reading();
    this.leases = consult.leases();
    this.cases = cases;
    this.logins = logins;
    this.audit = audit;
  }

  List<Route> routes() {
    Access radiologist = Access.only(Role.RADIOLOGIST);
    return List.of(
        Route.put("/api/cases/{caseId}/draft", radiologist, this::saveDraft),
        Route.get("/api/cases/{caseId}/draft.pdf", radiologist, this::preview),
        Route.post("/api/cases/{caseId}/writing", radiologist, this::write),
        Route.delete("/api/cases/{caseId}/writing", radiologist, this::stopWriting),
        Route.post("/api/cases/{caseId}/sign", radiologist, this::sign));
  }

  /** Says that this doctor writes now; another one learns it before writing too. */
  private void write(Exchange exchange) throws IOException {
    ConsultationCase which = sight.caseOf(exchange);
    CaseDesk.Person person = person(exchange.account());
    boolean takeOver = exchange.json(Writing.class).takeOver();
    DraftLeases.Lease before = leases.holder(which.caseId()).orElse(null);
    DraftLeases.Lease lease = leases.take(which.caseId(), person, takeOver);
    if (before == null || !before.person().equals(lease.person())) {
      cases.touched(which.caseId());
    }
    if (takeOver && before != null && !before.person().equals(person)) {
      audit.did(exchange, Action.TAKE_OVER_DRAFT, which.caseId());
    }
    exchange.json(200, CaseDetail.WriterView.of(lease));
  }

  private void stopWriting(Exchange exchange) throws IOException {
    ConsultationCase which = sight.caseOf(exchange);
    leases.release(which.caseId(), person(exchange.account()));
    cases.touched(which.caseId());
    exchange.empty(204);
  }

  private void requireLease(ConsultationCase which, Account caller) {
    DraftLeases.Lease lease = leases.take(which.caseId(), person(caller), false);
    if (!lease.person().username().equals(caller.username())) {
      throw new HttpFault(
          ErrorCode.DRAFT_LOCKED, lease.person().username() + " writes the result now");
    }
  }

  private static CaseDesk.Person person(Account account) {
    return new CaseDesk.Person(account.username(), account.displayName());
  }

  private void preview(Exchange exchange) throws IOException {
    ConsultationCase which = sight.caseOf(exchange);
    byte[] pdf = reading.preview(which.caseId()).orElseThrow(() -> HttpFault.notFound("draft"));
    audit.sawCase(exchange, which);
    exchange
        .response()
        .putHeader("Content-Disposition", "inline; filename=\"" + which.caseId() + ".pdf\"");
    exchange.bytes(200, "application/pdf", pdf);
  }

  private void saveDraft(Exchange exchange) throws IOException {
    ConsultationCase which = sight.caseOf(exchange);
    Draft draft = exchange.json(Draft.class);
    requireLease(which, exchange.account());
    Reading.Text text = draft.text(exchange.account());
    ReadingResult saved = kept(reading.saveDraft(which.caseId(), text));
    exchange.json(200, new SavedDraft(saved.revision(), saved.savedAt()));
  }

  private void sign(Exchange exchange) throws IOException {
    ConsultationCase which = sight.caseOf(exchange);
    Signature signature = exchange.json(Signature.class);
    Account caller = exchange.account();
    Reading.Text text = signature.draft().text(caller);
    if (text.conclusion().isEmpty()) {
      throw new HttpFault(ErrorCode.CONCLUSION_EMPTY, "a result has a conclusion");
    }
    String password = Objects.requireNonNullElse(signature.password(), "");
    if (!logins.confirms(caller, password, exchange)) {
      throw new HttpFault(ErrorCode.BAD_CREDENTIALS, "the password is not the signer's");
    }
    requireLease(which, caller);
    ReadingResult signed = kept(reading.sign(which.caseId(), text));
    leases.release(which.caseId(), person(caller));
    audit.did(exchange, Action.SIGN_RESULT, which.caseId());
    exchange.json(200, CaseDetail.ResultView.of(signed));
  }

  private static ReadingResult kept(Reading.Outcome outcome) {
    return switch (outcome) {
      case Reading.Outcome.Kept kept -> kept.result();
      case Reading.Outcome.DraftChanged changed ->
          throw new HttpFault(
              ErrorCode.DRAFT_CHANGED, "revision " + changed.current().revision() + " is newer");
      case Reading.Outcome.AlreadySigned signed ->
          throw new HttpFault(ErrorCode.ALREADY_SIGNED, "the result is signed");
      case Reading.Outcome.NoSuchCase nowhere -> throw HttpFault.notFound("case to be read here");
      case Reading.Outcome.NotReadable other ->
          throw new HttpFault(ErrorCode.WRONG_STATE, "the case is " + other.state());
      case Reading.Outcome.Invalid invalid ->
          throw new HttpFault(ErrorCode.INVALID_FIELD, invalid.field() + ": " + invalid.reason());
    };
  }

  record Draft(
      @Nullable String description,
      @Nullable String conclusion,
      @Nullable String recommendation,
      int revision) {

    Reading.Text text(Account author) {
      return new Reading.Text(
          bounded(description),
          bounded(conclusion),
          bounded(recommendation),
          author.username(),
          author.displayName(),
          revision);
    }

    private static String bounded(@Nullable String value) {
      String text = NewCases.text(value);
      if (text.length() > MOST_CHARACTERS) {
        throw new HttpFault(
            ErrorCode.INVALID_FIELD, "a text has at most " + MOST_CHARACTERS + " characters");
      }
      return text;
    }
  }

  record Writing(boolean takeOver) {}

  record SavedDraft(int revision, Instant savedAt) {}

  record Signature(
      @Nullable String description,
      @Nullable String conclusion,
      @Nullable String recommendation,
      int revision,
      @Nullable String password) {

    Draft draft() {
      return new Draft(description, conclusion, recommendation, revision);
    }

    @Override
    public String toString() {
      return "Signature of revision " + revision;
    }
  }
}

package vn.lienvien.web;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienvien.audit.AuditEvent.Action;
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
  private final Logins logins;
  private final ViewAudit audit;

  ReadingRoutes(CaseSight sight, Reading reading, Logins logins, ViewAudit audit) {
    this.sight = sight;
    this.reading = reading;
    this.logins = logins;
    this.audit = audit;
  }

  List<Route> routes() {
    Access radiologist = Access.only(Role.RADIOLOGIST);
    return List.of(
        Route.put("/api/cases/{caseId}/draft", radiologist, this::saveDraft),
        Route.post("/api/cases/{caseId}/sign", radiologist, this::sign));
  }

  private void saveDraft(Exchange exchange) throws IOException {
    ConsultationCase which = sight.caseOf(exchange);
    Draft draft = exchange.json(Draft.class);
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
    Optional<Account> proved =
        logins.byPassword(
            caller.username(),
            Objects.requireNonNullElse(signature.password(), ""),
            exchange.remoteAddress());
    if (proved.isEmpty()) {
      throw new HttpFault(ErrorCode.BAD_CREDENTIALS, "the password is not the signer's");
    }
    ReadingResult signed = kept(reading.sign(which.caseId(), text));
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

package vn.lienvien.web;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienvien.audit.AuditEvent.Action;
import vn.lienvien.consult.CaseDesk;
import vn.lienvien.model.CaseNote;
import vn.lienvien.model.CaseRole;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.security.Account;
import vn.lienvien.security.Accounts;
import vn.lienvien.security.Role;

/** What people do about a case: take, hand over, decline, warn, acknowledge, add, report. */
final class DeskRoutes {
  private final CaseSight sight;
  private final CaseDesk desk;
  private final Accounts accounts;
  private final Logins logins;
  private final ViewAudit audit;

  DeskRoutes(CaseSight sight, CaseDesk desk, WebPeople people, Logins logins, ViewAudit audit) {
    this.sight = sight;
    this.desk = desk;
    this.accounts = people.accounts();
    this.logins = logins;
    this.audit = audit;
  }

  List<Route> routes() {
    return List.of(
        Route.post(
            "/api/cases/{caseId}/notes",
            Access.only(Role.RADIOLOGIST, Role.REQUESTING_DOCTOR),
            this::note),
        Route.get("/api/radiologists", Access.only(Role.RADIOLOGIST), this::radiologists));
  }

  private void note(Exchange exchange) throws IOException {
    ConsultationCase which = sight.caseOf(exchange);
    NewNote wanted = exchange.json(NewNote.class);
    CaseNote.Kind kind = wanted.kind();
    if (kind == null) {
      throw new HttpFault(ErrorCode.INVALID_FIELD, "kind is missing");
    }
    Account caller = exchange.account();
    requireRole(caller, kind);
    if (kind == CaseNote.Kind.ADDENDUM) {
      requirePassword(exchange, wanted.password());
    }
    CaseNote note = done(desk.does(which.caseId(), deed(wanted, kind, caller), wanted.takeOver()));
    audit.did(exchange, action(kind), which.caseId());
    exchange.json(200, NoteView.of(note));
  }

  private CaseDesk.Deed deed(NewNote wanted, CaseNote.Kind kind, Account caller) {
    String about = NewCases.text(wanted.about());
    String text = NewCases.text(wanted.text());
    if (kind == CaseNote.Kind.HANDED_OVER) {
      text =
          radiologist(about)
              .orElseThrow(
                  () -> new HttpFault(ErrorCode.INVALID_FIELD, "about is no radiologist here"))
              .displayName();
    }
    return new CaseDesk.Deed(
        kind, new CaseDesk.Person(caller.username(), caller.displayName()), about, text);
  }

  private Optional<Account> radiologist(String username) {
    return accounts.find(username).filter(account -> account.roles().contains(Role.RADIOLOGIST));
  }

  private static void requireRole(Account caller, CaseNote.Kind kind) {
    Role needed =
        kind.writtenBy() == CaseRole.CONSULTING ? Role.RADIOLOGIST : Role.REQUESTING_DOCTOR;
    if (!caller.roles().contains(needed)) {
      throw new HttpFault(ErrorCode.FORBIDDEN, "this needs " + needed);
    }
  }

  private void requirePassword(Exchange exchange, @Nullable String password) {
    String typed = Objects.requireNonNullElse(password, "");
    if (!logins.confirms(exchange.account(), typed, exchange)) {
      throw new HttpFault(ErrorCode.BAD_CREDENTIALS, "the password is not the signer's");
    }
  }

  private static CaseNote done(CaseDesk.Outcome outcome) {
    return switch (outcome) {
      case CaseDesk.Outcome.Noted noted -> noted.note();
      case CaseDesk.Outcome.NoSuchCase nowhere ->
          throw HttpFault.notFound("case of that side here");
      case CaseDesk.Outcome.WrongState other ->
          throw new HttpFault(ErrorCode.WRONG_STATE, "the case is " + other.state());
      case CaseDesk.Outcome.TakenBy other ->
          throw new HttpFault(
              ErrorCode.CASE_TAKEN, "the case is with " + other.assignment().username());
      case CaseDesk.Outcome.Invalid invalid ->
          throw new HttpFault(ErrorCode.INVALID_FIELD, invalid.field() + ": " + invalid.reason());
    };
  }

  private static Action action(CaseNote.Kind kind) {
    return switch (kind) {
      case ACCEPTED -> Action.TAKE_CASE;
      case HANDED_OVER -> Action.HAND_OVER_CASE;
      case RELEASED -> Action.RELEASE_CASE;
      case DECLINED -> Action.DECLINE_CASE;
      case CRITICAL_FINDING -> Action.WARN_OF_CRITICAL_FINDING;
      case CRITICAL_ACKNOWLEDGED -> Action.ACKNOWLEDGE_CRITICAL_FINDING;
      case ADDENDUM -> Action.SIGN_ADDENDUM;
      case OUTCOME -> Action.REPORT_OUTCOME;
    };
  }

  private void radiologists(Exchange exchange) throws IOException {
    exchange.json(
        200,
        new PeopleView(
            accounts.all().stream()
                .filter(listed -> !listed.disabled())
                .map(Accounts.Listed::account)
                .filter(account -> account.roles().contains(Role.RADIOLOGIST))
                .map(account -> new PersonView(account.username(), account.displayName()))
                .toList()));
  }

  record NewNote(
      CaseNote.@Nullable Kind kind,
      @Nullable String about,
      @Nullable String text,
      boolean takeOver,
      @Nullable String password) {
    @Override
    public String toString() {
      return "NewNote " + kind;
    }
  }

  /** The API document's Note. */
  record NoteView(
      String noteId,
      CaseNote.Kind kind,
      String siteId,
      String author,
      String authorName,
      String about,
      String text,
      Instant at) {
    static NoteView of(CaseNote note) {
      return new NoteView(
          note.noteId(),
          note.kind(),
          note.siteId(),
          note.author(),
          note.authorName(),
          note.about(),
          note.text(),
          note.at());
    }
  }

  record PersonView(String username, String displayName) {}

  record PeopleView(List<PersonView> people) {}
}

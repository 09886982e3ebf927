package vn.lienvien.web;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import vn.lienvien.archive.Archive;
import vn.lienvien.archive.Cases;
import vn.lienvien.archive.Ledger;
import vn.lienvien.consult.LedgerBody;
import vn.lienvien.consult.ResultDocuments;
import vn.lienvien.consult.SignatureCheck;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.SignedDocument;

/** What a case leaves behind: the ledger of Article 8(3), and the signed result as PDF. */
final class LedgerRoutes {
  private final CaseSight sight;
  private final Cases cases;
  private final Ledger ledger;
  private final Archive archive;
  private final SignatureCheck signatures;
  private final ViewAudit audit;
  private final boolean hasPacs;

  LedgerRoutes(
      CaseSight sight,
      CaseStores stores,
      SignatureCheck signatures,
      ViewAudit audit,
      boolean hasPacs) {
    this.sight = sight;
    this.hasPacs = hasPacs;
    this.cases = stores.cases();
    this.ledger = stores.ledger();
    this.archive = stores.archive();
    this.signatures = signatures;
    this.audit = audit;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/cases/{caseId}/ledger", Access.LOGGED_IN, this::ledger),
        Route.get("/api/cases/{caseId}/result.pdf", Access.LOGGED_IN, this::resultPdf),
        Route.get("/api/cases/{caseId}/addenda/{noteId}", Access.LOGGED_IN, this::addendumPdf));
  }

  private void ledger(Exchange exchange) throws IOException {
    ConsultationCase which = sight.caseOf(exchange);
    audit.sawCase(exchange, which);
    List<SignedDocument> documents = ledger.documents(which.caseId());
    Set<String> withoutPacs = LedgerBody.sitesWithoutPacs(documents);
    if (!hasPacs) {
      withoutPacs.add(which.self().siteId());
    }
    exchange.json(
        200,
        new LedgerView(
            which.state() == CaseState.CLOSED,
            withoutPacs,
            LedgerView.objects(cases.objects(which.caseId()), ledger.entries(which.caseId())),
            documents.stream()
                .map(document -> LedgerView.DocumentView.of(document, isValid(document)))
                .toList()));
  }

  private boolean isValid(SignedDocument document) {
    return signatures.fault(document, document.siteId()).isEmpty();
  }

  private void resultPdf(Exchange exchange) throws IOException {
    ConsultationCase which = sight.caseOf(exchange);
    String uid =
        cases.sopInstanceUIDs(which.caseId(), CaseObject.Kind.RESULT_PDF).stream()
            .findFirst()
            .orElseThrow(() -> HttpFault.notFound("signed result"));
    pdf(exchange, which, uid);
  }

  private void addendumPdf(Exchange exchange) throws IOException {
    ConsultationCase which = sight.caseOf(exchange);
    pdf(exchange, which, ResultDocuments.addendumPdf(which.caseId(), exchange.path("noteId")));
  }

  private void pdf(Exchange exchange, ConsultationCase which, String uid) throws IOException {
    InstanceRecord pdf = archive.instance(uid).orElseThrow(() -> HttpFault.notFound("document"));
    audit.sawCase(exchange, which);
    exchange
        .response()
        .putHeader("Content-Disposition", "inline; filename=\"" + which.caseId() + ".pdf\"");
    exchange.bytes(200, "application/pdf", document(DicomFile.read(pdf.file()).dataset()));
  }

  /** The value is padded to even length; (0042,0015) says where the document ends. */
  private static byte[] document(Attributes dataset) {
    byte[] padded = dataset.bytes(Tag.EncapsulatedDocument);
    int length = dataset.integer(Tag.EncapsulatedDocumentLength, padded.length);
    return length > 0 && length < padded.length ? Arrays.copyOf(padded, length) : padded;
  }
}

package vn.lienvien.consult;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.lienvien.model.SignedDocument;

/**
 * Verifies the signed documents of a case without a gateway or a network (Circular 49/2017/TT-BYT,
 * Article 8(3)): both sites have signed the same ledger, it is complete, it contradicts neither
 * itself nor the statement. Thread-safe when its signature check is.
 */
public final class LedgerVerifier {
  private final SignatureCheck signatures;

  public LedgerVerifier(SignatureCheck signatures) {
    this.signatures = signatures;
  }

  /**
   * What is wrong with the documents of one case, in sentences; empty when the ledger is valid and
   * closed.
   */
  public List<String> faults(List<SignedDocument> documents) {
    List<String> faults = new ArrayList<>();
    for (SignedDocument document : documents) {
      signatures
          .fault(document, document.siteId())
          .ifPresent(why -> faults.add(document.kind() + ": " + why));
    }
    List<SignedDocument> ledgers = of(documents, SignedDocument.Kind.LEDGER);
    if (ledgers.isEmpty()) {
      faults.add("no site has signed a ledger");
      return faults;
    }
    try {
      LedgerBody body = LedgerBody.read(ledgers.getFirst().body());
      addLedgerFaults(ledgers, body, faults);
      for (SignedDocument statement : of(documents, SignedDocument.Kind.STATEMENT)) {
        addStatementFaults(statement, body, faults);
      }
    } catch (EnvelopeException e) {
      faults.add(e.getMessage());
    }
    return faults;
  }

  private static void addLedgerFaults(
      List<SignedDocument> ledgers, LedgerBody body, List<String> faults) {
    Set<String> signers = new HashSet<>();
    for (SignedDocument ledger : ledgers) {
      signers.add(ledger.siteId());
      if (!ledger.caseId().equals(body.caseId())) {
        faults.add("a ledger is of another case");
      }
      if (!ledger.body().equals(ledgers.getFirst().body())) {
        faults.add("the sites have signed different ledgers");
      }
    }
    for (String siteId : List.of(body.requestingSiteId(), body.consultingSiteId())) {
      if (!signers.remove(siteId)) {
        faults.add("site %s has not signed the ledger".formatted(siteId));
      }
    }
    if (!signers.isEmpty()) {
      faults.add("a site that has no part in the case has signed the ledger");
    }
    faults.addAll(LedgerFaults.of(body));
  }

  private static void addStatementFaults(
      SignedDocument statement, LedgerBody ledger, List<String> faults) {
    LedgerBody stated = LedgerBody.read(statement.body());
    String siteId = statement.siteId();
    if (!stated.entriesOf(siteId).equals(ledger.entriesOf(siteId))) {
      faults.add("the ledger does not repeat the statement of site " + siteId);
    }
  }

  private static List<SignedDocument> of(List<SignedDocument> documents, SignedDocument.Kind kind) {
    return documents.stream().filter(d -> d.kind() == kind).toList();
  }
}

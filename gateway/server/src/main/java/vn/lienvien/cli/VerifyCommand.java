package vn.lienvien.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienvien.consult.CertificateCheck;
import vn.lienvien.consult.LedgerVerifier;
import vn.lienvien.model.SignedDocument;

/** {@code lienvien verify}: an auditor's check of a ledger, without any gateway. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "Check a ledger (saved from /api/cases/ID/ledger) against the certificates of the two sites"
            + " or of their authority.")
final class VerifyCommand implements Callable<Integer> {
  @Option(
      names = "--certificate",
      required = true,
      paramLabel = "PEM",
      description = "trusted: both sites' or their authority's; may be repeated")
  List<Path> certificates = List.of();

  @Option(
      names = "--case",
      paramLabel = "CASE_ID",
      description = "the case it must be of; default: the one that the ledger names")
  String caseId = "";

  @Parameters(paramLabel = "LEDGER.json")
  Path ledger = Path.of("");

  @Mixin Output output;

  @Override
  public Integer call() throws Exception {
    List<SignedDocument> documents = documents();
    List<String> faults = new LedgerVerifier(new CertificateCheck(trusted())).faults(documents);
    faults.forEach(fault -> output.say("FAULT: " + fault));
    if (faults.isEmpty()) {
      output.say("the ledger is whole and signed by both sites");
    }
    output.result(Map.of("valid", faults.isEmpty(), "faults", faults));
    return faults.isEmpty() ? 0 : 1;
  }

  private List<SignedDocument> documents() throws IOException {
    JsonNode root = new ObjectMapper().readTree(ledger.toFile());
    String expected = caseId.isEmpty() ? caseNamedBy(root) : caseId;
    List<SignedDocument> documents = new ArrayList<>();
    for (JsonNode one : root.path("documents")) {
      documents.add(
          new SignedDocument(
              expected,
              SignedDocument.Kind.valueOf(one.path("kind").asText()),
              one.path("siteId").asText(),
              one.path("body").asText(),
              one.path("signature").asText(),
              one.path("certificate").asText(),
              Instant.parse(one.path("signedAt").asText())));
    }
    return documents;
  }

  /** The API says it in the signed text only. */
  private static String caseNamedBy(JsonNode root) throws IOException {
    for (JsonNode one : root.path("documents")) {
      if (one.path("kind").asText().equals(SignedDocument.Kind.LEDGER.name())) {
        return new ObjectMapper().readTree(one.path("body").asText()).path("caseId").asText();
      }
    }
    return "";
  }

  private List<X509Certificate> trusted() throws IOException, CertificateException {
    List<X509Certificate> trusted = new ArrayList<>();
    for (Path file : certificates) {
      try (InputStream in = Files.newInputStream(file)) {
        trusted.add(
            (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in));
      }
    }
    return trusted;
  }
}

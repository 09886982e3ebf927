package vn.lienvien.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.dicom.data.UID;

/** Mutual TLS with ourselves and with DCMTK in both roles. */
@Timeout(120)
class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final List<PresentationContext> CONTEXTS =
      List.of(
          new PresentationContext(UID.Verification, UID.ImplicitVRLittleEndian),
          new PresentationContext(UID.CTImageStorage, UID.ExplicitVRLittleEndian));

  @TempDir Path directory;

  private final FakeStorage storage = new FakeStorage();
  private final MemoryInstance image = MemoryInstance.of(1, 700);
  private AssociationOptions options;

  @BeforeEach
  void makeACertificate() throws Exception {
    options = Node.shortTimes().withTls(TlsSettings.mutual(context("site")));
  }

  @Test
  void anObjectGoesThroughOurOwnTwoEnds() throws Exception {
    try (Node node = secureNode()) {
      ApplicationEntity secure =
          new ApplicationEntity(Node.AE_TITLE, "127.0.0.1", node.port(), true);
      try (Association association = node.requestor().open("TEST", secure, CONTEXTS)) {
        assertThat(association.store(image)).isEqualTo(Status.SUCCESS);
      }
      assertThat(storage.objects.get(image.sopInstanceUID())).isEqualTo(image.bytes());
    }
  }

  @Test
  void aCertificateNobodyTrustsIsNotLetIn() throws Exception {
    AssociationOptions stranger = Node.shortTimes().withTls(TlsSettings.mutual(context("other")));
    try (Node node = secureNode()) {
      ApplicationEntity secure =
          new ApplicationEntity(Node.AE_TITLE, "127.0.0.1", node.port(), true);
      AssociationRequestor requestor = new AssociationRequestor(node.transport, stranger);
      assertThatThrownBy(() -> requestor.open("TEST", secure, CONTEXTS))
          .isInstanceOf(AssociationException.class);
      assertThat(node.seen.opened).hasValue(0);
    }
  }

  @Test
  void echoscuIsAnsweredWithTlsAndNotWithout() throws Exception {
    try (Node node = secureNode()) {
      String port = Integer.toString(node.port());
      Peer.Outcome secure =
          Peer.run(
              directory,
              "echoscu",
              "-v",
              "+tls",
              "site.key",
              "site.crt",
              "+cf",
              "site.crt",
              "-aec",
              Node.AE_TITLE,
              "127.0.0.1",
              port);
      assertThat(secure.output()).contains("Received Echo Response (Success)");
      Peer.Outcome plain = Peer.run(directory, "echoscu", "-aec", Node.AE_TITLE, "127.0.0.1", port);
      assertThat(plain.exitCode()).isNotZero();
    }
  }

  @Test
  void everyProfileOfOursTalksWithEachOfDcmtk() throws Exception {
    for (TlsProfile profile : TlsProfile.values()) {
      AssociationOptions mine = options.withTls(options.tls().orElseThrow().withProfile(profile));
      try (Node node =
          new Node(Services.echoOnly(), mine, ListenerSettings.on("127.0.0.1", 0).withTls())) {
        for (String theirs : List.of("+px", "+py", "+pz")) {
          Peer.Outcome secure =
              Peer.run(
                  directory,
                  "echoscu",
                  "+tls",
                  "site.key",
                  "site.crt",
                  "+cf",
                  "site.crt",
                  theirs,
                  "-aec",
                  Node.AE_TITLE,
                  "127.0.0.1",
                  Integer.toString(node.port()));
          assertThat(secure.exitCode()).as(profile + theirs + secure.output()).isZero();
        }
      }
    }
  }

  @Test
  void aCipherSuiteWithoutForwardSecrecyIsNotNegotiatedInTheDefaultProfile() {
    assertThat(TlsProfile.BCP_195_RFC_8996_9325.cipherSuites())
        .isNotEmpty()
        .noneMatch(suite -> suite.startsWith("TLS_RSA_") || suite.contains("_CBC_"));
    assertThat(options.tls().orElseThrow().serverEngine().getEnabledProtocols())
        .containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
  }

  @Test
  void storescpTakesWhatWeSendOverTls() throws Exception {
    int port = Peer.freePort();
    try (Peer peer =
            Peer.listen(
                directory, port, "storescp", "+tls", "site.key", "site.crt", "+cf", "site.crt");
        Transport transport = Transport.open()) {
      AssociationRequestor requestor = new AssociationRequestor(transport, options);
      ApplicationEntity secure = new ApplicationEntity("STORESCP", "127.0.0.1", port, true);
      try (Association association = requestor.open("TEST", secure, CONTEXTS)) {
        assertThat(association.store(image).isSuccess()).as(peer.output()).isTrue();
      }
    }
  }

  private Node secureNode() throws Exception {
    return new Node(
        Services.echoOnly().withStorage(storage),
        options,
        ListenerSettings.on("127.0.0.1", 0).withTls());
  }

  /** A key and a certificate it signed itself, trusted by itself; also as PEM for DCMTK. */
  private SSLContext context(String name) throws Exception {
    Path store = directory.resolve(name + ".p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Peer.Outcome made =
        Peer.run(
            directory,
            keytool.toString(),
            "-genkeypair",
            "-alias",
            name,
            "-keyalg",
            "RSA",
            "-dname",
            "CN=" + name,
            "-keystore",
            store.toString(),
            "-storepass",
            new String(PASSWORD));
    assertThat(made.exitCode()).as(made.output()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    pem(name + ".key", "PRIVATE KEY", keys.getKey(name, PASSWORD).getEncoded());
    pem(name + ".crt", "CERTIFICATE", keys.getCertificate(name).getEncoded());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    trusted.setCertificateEntry(name, keys.getCertificate(name));
    KeyManagerFactory ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    ours.init(keys, PASSWORD);
    TrustManagerFactory theirs =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    theirs.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(ours.getKeyManagers(), theirs.getTrustManagers(), null);
    return context;
  }

  private void pem(String file, String label, byte[] der) throws Exception {
    String body = Base64.getMimeEncoder().encodeToString(der);
    Files.writeString(
        directory.resolve(file),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, body, label));
  }
}

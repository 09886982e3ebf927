package vn.lienvien.peer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Debian's Orthanc as a far system: DICOM over TLS, DICOMweb behind a front that ends TLS (its own
 * HTTPS falls over); not started at first.
 */
public final class SecureOrthanc implements AutoCloseable {
  private static final Pattern UID = Pattern.compile("\"SOPInstanceUID\" : \"([0-9.]+)\"");

  private final int dicomPort;
  private final int httpPort;
  private final Path directory;
  private final Path config;
  private final TlsFront front;
  private final HttpClient client = HttpClient.newHttpClient();
  private Optional<Program> program = Optional.empty();

  /** Reports commitments to a GATEWAY_A at the port given. */
  public SecureOrthanc(Path directory, String aeTitle, Certificates certificates, int gatewayPort)
      throws IOException {
    this.dicomPort = Program.freePort();
    this.httpPort = Program.freePort();
    this.directory = Files.createDirectories(directory);
    this.config =
        Files.writeString(
            directory.resolve("orthanc.json"),
            """
            {
              "StorageDirectory": "%s", "IndexDirectory": "%s", "DicomAet": "%s", "DicomPort": %d,
              "DicomTlsEnabled": true, "DicomTlsCertificate": "%s", "DicomTlsPrivateKey": "%s",
              "DicomTlsTrustedCertificates": "%s", "DicomCheckCalledAet": true,
              "DicomAlwaysAllowStore": true, "DicomAlwaysAllowFind": true,
              "DicomAlwaysAllowGet": true, "OverwriteInstances": false, "DefaultEncoding": "Utf8",
              "HttpPort": %d,
              "RemoteAccessAllowed": false, "AuthenticationEnabled": false,
              "Plugins": ["/usr/share/orthanc/plugins/libOrthancDicomWeb.so"],
              "DicomWeb": {"Enable": true, "Root": "/dicom-web/"},
              "DicomModalities": {"gateway": {"AET": "GATEWAY_A", "Host": "127.0.0.1", "Port": %d,
                "AllowStorageCommitment": true}}
            }
            """
                .formatted(
                    directory.resolve("storage"),
                    directory.resolve("index"),
                    aeTitle,
                    dicomPort,
                    certificates.certificate(),
                    certificates.key(),
                    certificates.authority(),
                    httpPort,
                    gatewayPort));
    this.front = new TlsFront(certificates, httpPort);
  }

  public void start() throws IOException, InterruptedException {
    Program started = Program.start(directory, List.of("Orthanc", config.toString()));
    program = Optional.of(started);
    started.awaitPort(dicomPort);
    started.awaitPort(httpPort);
  }

  public int dicomPort() {
    return dicomPort;
  }

  /** Of DICOMweb over TLS. */
  public int httpsPort() {
    return front.port();
  }

  /** The SOP Instance UIDs of everything it has, by its own REST interface. */
  public Set<String> instances() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + "/instances?expand"))
            .build();
    String all = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8)).body();
    Set<String> uids = new TreeSet<>();
    Matcher matcher = UID.matcher(all);
    while (matcher.find()) {
      uids.add(matcher.group(1));
    }
    return uids;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    client.close();
    front.close();
    if (program.isPresent()) {
      program.get().close();
    }
  }
}

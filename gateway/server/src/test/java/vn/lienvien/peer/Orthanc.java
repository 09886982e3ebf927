package vn.lienvien.peer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Debian's Orthanc as a PACS on free ports, which knows one gateway. */
public final class Orthanc implements AutoCloseable {
  public static final String AE_TITLE = "ORTHANC";

  private final int dicomPort;
  private final int httpPort;
  private final Program program;
  private final HttpClient client = HttpClient.newHttpClient();

  public Orthanc(Path directory, String gatewayAETitle, int gatewayPort) throws Exception {
    this(directory, gatewayAETitle, gatewayPort, "");
  }

  /** With Debian's DICOMweb plugin, and no DICOM node that it knows. */
  public static Orthanc withDicomWeb(Path directory) throws Exception {
    return new Orthanc(
        directory, "NOBODY", 1, "\"/usr/share/orthanc/plugins/libOrthancDicomWeb.so\"");
  }

  private Orthanc(Path directory, String gatewayAETitle, int gatewayPort, String plugins)
      throws Exception {
    dicomPort = Program.freePort();
    httpPort = Program.freePort();
    Files.createDirectories(directory);
    Path config =
        Files.writeString(
            directory.resolve("orthanc.json"),
            """
            {
              "StorageDirectory": "%s", "IndexDirectory": "%s",
              "DicomAet": "%s", "DicomPort": %d, "DicomCheckCalledAet": true,
              "DicomAlwaysAllowStore": true, "DicomAlwaysAllowFind": true,
              "DicomAlwaysAllowMove": true, "DicomAlwaysAllowGet": true,
              "UnknownSopClassAccepted": true, "OverwriteInstances": false,
              "DefaultEncoding": "Utf8",
              "HttpPort": %d, "KeepAlive": false,
              "RemoteAccessAllowed": false, "AuthenticationEnabled": false,
              "Plugins": [%s],
              "DicomModalities": {
                "gateway": {"AET": "%s", "Host": "127.0.0.1", "Port": %d,
                  "AllowStorageCommitment": true}
              }
            }
            """
                .formatted(
                    directory.resolve("storage"),
                    directory.resolve("index"),
                    AE_TITLE,
                    dicomPort,
                    httpPort,
                    plugins,
                    gatewayAETitle,
                    gatewayPort));
    program = Program.start(directory, List.of("Orthanc", config.toString()));
    program.awaitPort(dicomPort);
    program.awaitPort(httpPort);
  }

  public int dicomPort() {
    return dicomPort;
  }

  /** Takes files by its own REST interface. */
  public void take(List<Path> files) throws IOException, InterruptedException {
    for (Path file : files) {
      send(HttpRequest.newBuilder(uri("/instances")).POST(BodyPublishers.ofFile(file)).build());
    }
  }

  public String get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  public String post(String path, String body) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body)).build());
  }

  public void put(String path, String body) throws IOException, InterruptedException {
    send(HttpRequest.newBuilder(uri(path)).PUT(BodyPublishers.ofString(body)).build());
  }

  public String log() {
    return program.output();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + httpPort + path);
  }

  private String send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new AssertionError(
          request.uri().getPath() + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  @Override
  public void close() throws InterruptedException {
    program.close();
    client.close();
  }
}

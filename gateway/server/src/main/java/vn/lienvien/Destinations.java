package vn.lienvien;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vn.lienvien.config.DestinationSettings;
import vn.lienvien.config.Settings;
import vn.lienvien.dicom.net.ApplicationEntity;
import vn.lienvien.dicom.net.AssociationOptions;
import vn.lienvien.dicom.net.AssociationRequestor;
import vn.lienvien.dicom.net.TlsProfile;
import vn.lienvien.dicom.net.TlsSettings;
import vn.lienvien.security.ForeignTls;
import vn.lienvien.store.Destination;
import vn.lienvien.store.DicomWebClient;
import vn.lienvien.store.PacsArchive;
import vn.lienvien.store.PacsExchange;
import vn.lienvien.store.StowDestination;

/** The configured sites without Liên Viện, by name. */
record Destinations(Settings settings, Foundation base, DicomRooms dicom) {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** Opens no connection; reads certificates, so that a wrong file is told at the start. */
  Map<String, Destination> open(Deque<AutoCloseable> open) throws IOException {
    Map<String, Destination> all = new LinkedHashMap<>();
    for (DestinationSettings one : settings.destinations()) {
      all.put(
          one.name(),
          switch (one.address()) {
            case DestinationSettings.DicomNode node -> node(node, one.tls());
            case DestinationSettings.StowService service -> service(service, one.tls(), open);
          });
    }
    return all;
  }

  private Destination node(
      DestinationSettings.DicomNode node, Optional<DestinationSettings.Tls> tls)
      throws IOException {
    AssociationOptions options = dicom.options();
    if (tls.isPresent()) {
      options = options.withTls(tls(tls.get()));
    }
    PacsArchive archive =
        new PacsArchive(
                new AssociationRequestor(dicom.transport(), options),
                new PacsArchive.Addresses(
                    settings.dicom().aeTitle(),
                    new ApplicationEntity(
                        node.aeTitle(), node.host(), node.port(), tls.isPresent())),
                dicom.outgoing(),
                node.storageCommitment(),
                dicom.commitmentResults())
            .on(node.associations());
    return new PacsExchange(archive, base.archive());
  }

  private static TlsSettings tls(DestinationSettings.Tls files) throws IOException {
    return new TlsSettings(
        ForeignTls.context(files.authority(), files.certificate(), files.key()),
        true,
        TlsProfile.BCP_195_RFC_8996_9325,
        files.verifyHost());
  }

  private Destination service(
      DestinationSettings.StowService service,
      Optional<DestinationSettings.Tls> tls,
      Deque<AutoCloseable> open)
      throws IOException {
    // HTTP/1.1: a body of 16 MB over HTTP/2 moves at one stream's window a round trip.
    HttpClient.Builder http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT);
    if (tls.isPresent()) {
      DestinationSettings.Tls files = tls.get();
      http.sslContext(ForeignTls.context(files.authority(), files.certificate(), files.key()));
    }
    HttpClient client = http.build();
    open.push(client);
    return new StowDestination(
        new DicomWebClient(
            service.services(), client, service.authorization(), dicom.outgoing().scratch()),
        base.archive());
  }
}

package vn.lienvien;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.Optional;
import vn.lienvien.config.DicomSettings;
import vn.lienvien.config.Settings;
import vn.lienvien.dicom.codec.Decompressor;
import vn.lienvien.dicom.net.ApplicationEntity;
import vn.lienvien.dicom.net.AssociationOptions;
import vn.lienvien.dicom.net.AssociationRequestor;
import vn.lienvien.dicom.net.AsyncWindow;
import vn.lienvien.dicom.net.Timeouts;
import vn.lienvien.dicom.net.Transport;
import vn.lienvien.pull.PacsNode;
import vn.lienvien.store.AssociationMeters;
import vn.lienvien.store.CommitmentResults;
import vn.lienvien.store.DimseServer;
import vn.lienvien.store.Outgoing;
import vn.lienvien.store.PacsArchive;
import vn.lienvien.store.Worklists;

/** DICOM networking of one site: its transport and its PACS as the rooms see it. */
record DicomRooms(
    Transport transport,
    AssociationOptions options,
    AssociationRequestor requestor,
    Outgoing outgoing,
    CommitmentResults commitmentResults,
    Optional<PacsNode> pacsNode,
    Optional<PacsArchive> pacsArchive) {
  private static final AsyncWindow WINDOW = new AsyncWindow(16, 16);

  static DicomRooms open(Settings settings, Foundation base, Deque<AutoCloseable> open)
      throws IOException {
    DicomSettings dicom = settings.dicom();
    Transport transport = Transport.open();
    open.push(transport);
    AssociationOptions options =
        AssociationOptions.defaults().withTimeouts(timeouts(dicom)).withWindow(WINDOW);
    AssociationRequestor requestor = new AssociationRequestor(transport, options);
    Path scratch = Files.createDirectories(settings.dataDirectory().resolve("tmp"));
    Outgoing outgoing = new Outgoing(new Decompressor(base.codecs()), scratch);
    CommitmentResults results = new CommitmentResults();
    return new DicomRooms(
        transport,
        options,
        requestor,
        outgoing,
        results,
        dicom
            .pacs()
            .map(pacs -> new PacsNode(requestor, dicom.aeTitle(), entity(pacs), pacs.quiet())),
        dicom
            .pacs()
            .map(pacs ->
                new PacsArchive(
                    requestor,
                    new PacsArchive.Addresses(dicom.aeTitle(), entity(pacs)),
                    outgoing,
                    pacs.storageCommitment(),
                    results)));
  }

  DimseServer.Parts serverParts(Foundation base) {
    return new DimseServer.Parts(
        base.archive(),
        base.index(),
        new Worklists(base.database(), base.cases()),
        base.outbox(),
        base.audit(),
        outgoing,
        commitmentResults,
        new AssociationMeters(base.metrics()));
  }

  private static ApplicationEntity entity(DicomSettings.Pacs pacs) {
    return new ApplicationEntity(pacs.aeTitle(), pacs.host(), pacs.port());
  }

  private static Timeouts timeouts(DicomSettings dicom) {
    DicomSettings.Timeouts given = dicom.timeouts();
    return new Timeouts(
        given.connect(),
        given.associate(),
        given.release(),
        given.response(),
        given.idle(),
        given.artim());
  }
}

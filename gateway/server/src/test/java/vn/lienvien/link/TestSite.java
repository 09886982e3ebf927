package vn.lienvien.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import vn.lienvien.database.Database;
import vn.lienvien.dicom.codec.CodecSettings;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.ParcelKind;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.Priority;
import vn.lienvien.model.ProofState;
import vn.lienvien.model.SignedDocument;
import vn.lienvien.outbox.Parcels;
import vn.lienvien.security.SiteIdentity;

/** A site with a real database and real certificates, and a folder for an archive. */
final class TestSite implements AutoCloseable {
  final FolderStore store;
  final RecordedEvents events;
  final Database database;
  final Parcels parcels;
  final List<SignedDocument> documents = new CopyOnWriteArrayList<>();
  final LinkRoom room;
  private final FrameCodecPool codecs;
  private final DicomPixels pixels;

  TestSite(Path directory, SiteIdentity identity) throws IOException {
    this(directory, identity, new RecordedEvents(), Clock.systemUTC());
  }

  /** A site that may have lived before: what its link tells the case goes where it went then. */
  TestSite(Path directory, SiteIdentity identity, RecordedEvents events, Clock clock)
      throws IOException {
    this.events = events;
    this.codecs = FrameCodecPool.open(CodecSettings.defaults());
    this.pixels = new DicomPixels(codecs);
    this.store = new FolderStore(directory.resolve("archive"));
    this.database = Database.open(directory, clock);
    this.parcels = new Parcels(database);
    this.room =
        new LinkRoom(
            identity,
            database,
            parcels,
            events,
            (transaction, document) -> transaction.afterCommit(() -> documents.add(document)),
            store,
            pixels,
            directory.resolve("link"),
            clock,
            LinkLimits.standard());
  }

  String siteId() {
    return room.identity().siteId();
  }

  /** Takes files into the archive and describes them. */
  List<ParcelObject> keep(List<Path> files) throws IOException {
    List<ParcelObject> objects = new ArrayList<>();
    for (Path file : files) {
      DicomFile dicom = DicomFile.read(file);
      Attributes dataset = dicom.dataset();
      String framesDigest = pixels.framesDigest(file);
      objects.add(
          new ParcelObject(
              dicom.sopInstanceUID(),
              dicom.sopClassUID(),
              dataset.string(Tag.SeriesInstanceUID, ""),
              dataset.string(Tag.StudyInstanceUID, ""),
              dicom.transferSyntaxUID(),
              CaseObject.Kind.IMAGE,
              Files.size(file),
              Digests.hex(Files.readAllBytes(file)),
              framesDigest,
              ProofState.LOSSLESS));
      store.put(file, dicom.sopInstanceUID());
    }
    return objects;
  }

  ParcelManifest manifest(String toSiteId, String caseId, List<ParcelObject> objects) {
    return new ParcelManifest(
        caseId + "-study",
        ParcelKind.STUDY,
        caseId,
        siteId(),
        toSiteId,
        Priority.ROUTINE,
        database.now(),
        "{\"order\":\"Chụp CT sọ não\"}",
        objects);
  }

  void send(ParcelManifest manifest) {
    database.commit(transaction -> parcels.putOutgoing(transaction, manifest));
  }

  @Override
  public void close() {
    database.close();
    codecs.close();
  }
}

package vn.lienvien.link;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.StoreOutcome;

/**
 * Rebuilds the files of an arrived parcel beside it and proves each against the manifest, first its
 * bytes, then its decoded frames; only when all are proved the first one goes to the archive.
 */
final class ArrivalCheck {
  private final Offer offer;
  private final Path directory;
  private final ObjectStore objects;
  private final DicomPixels pixels;

  ArrivalCheck(Offer offer, Path directory, LinkRoom room) {
    this.offer = offer;
    this.directory = directory;
    this.objects = room.objects();
    this.pixels = room.pixels();
  }

  /** Proves and archives every object; returns why the parcel is refused, or nothing. */
  Optional<CommitOutcome> run(Path content) throws IOException {
    clear();
    Files.createDirectories(directory);
    try {
      List<Path> files = new ArrayList<>();
      Optional<String> fault = rebuild(content, files);
      return fault.isPresent()
          ? Optional.of(new CommitOutcome.Refused(fault.get()))
          : archive(files);
    } catch (LinkFormatException e) {
      return Optional.of(new CommitOutcome.Refused(String.valueOf(e.getMessage())));
    } finally {
      clear();
    }
  }

  private Optional<String> rebuild(Path content, List<Path> files) throws IOException {
    List<ParcelObject> listed = offer.manifest().objects();
    if (listed.isEmpty()) {
      return Optional.empty();
    }
    try (PackReader pack = PackReader.open(content)) {
      for (int i = 0; i < listed.size(); i++) {
        ParcelObject object = listed.get(i);
        Path file = directory.resolve(i + ".dcm");
        if (!pack.restore(file, object.sizeBytes()).equals(object.fileDigest())) {
          return Optional.of("object " + (i + 1) + ": the file's SHA-256 is not the manifest's");
        }
        Optional<String> fault = framesFault(object, file);
        if (fault.isPresent()) {
          return fault.map("object %d: %s".formatted(i + 1, "%s")::formatted);
        }
        files.add(file);
      }
      pack.finish();
    }
    return Optional.empty();
  }

  private Optional<String> framesFault(ParcelObject object, Path file) {
    if (object.framesDigest().isEmpty()) {
      return Optional.empty();
    }
    try {
      return pixels.framesDigest(file).equals(object.framesDigest())
          ? Optional.empty()
          : Optional.of("the decoded frames' digest is not the manifest's");
    } catch (IOException e) {
      return Optional.of("its frames cannot be decoded here");
    }
  }

  private Optional<CommitOutcome> archive(List<Path> files) throws IOException {
    for (int i = 0; i < files.size(); i++) {
      ParcelObject object = offer.manifest().objects().get(i);
      String which = "object " + (i + 1) + ": ";
      switch (objects.store(files.get(i), object, offer.manifest().fromSiteId())) {
        case StoreOutcome.Stored stored -> {}
        case StoreOutcome.AlreadyStored stored -> {}
        case StoreOutcome.Conflicting conflicting -> {
          return Optional.of(
              new CommitOutcome.Refused(
                  which + "the archive holds other content under its UID; quarantined"));
        }
        case StoreOutcome.Refused refused -> {
          return Optional.of(
              refused.refusal() == StoreOutcome.Refusal.OUT_OF_RESOURCES
                  ? new CommitOutcome.Postponed("the archive is out of space")
                  : new CommitOutcome.Refused(which + "the archive cannot take it"));
        }
      }
    }
    return Optional.empty();
  }

  private void clear() throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}

package vn.lienvien;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import vn.lienvien.archive.Archive;
import vn.lienvien.archive.Incoming;
import vn.lienvien.link.ObjectStore;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.StoreOutcome;

/** The archive as the link uses it. */
record ArchiveForLink(Archive archive) implements ObjectStore {
  @Override
  public Optional<Path> file(ParcelObject object) {
    return archive
        .instance(object.sopInstanceUID())
        .filter(instance -> instance.fileDigest().startsWith(object.fileDigest()))
        .map(InstanceRecord::file);
  }

  @Override
  public StoreOutcome store(Path verified, ParcelObject object, String fromSiteId)
      throws IOException {
    Path staged = archive.staging().create();
    // The archive may be on another disk than the link; what is staged is not in the archive yet.
    Files.move(verified, staged, StandardCopyOption.REPLACE_EXISTING);
    return archive.store(
        Incoming.of(staged, fromSiteId)
            .announcedAs(object.sopClassUID(), object.sopInstanceUID())
            .proved(object.framesDigest(), object.proof()));
  }
}

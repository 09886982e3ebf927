package vn.lienvien.link;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.StoreOutcome;

/** What the link needs of the archive and of the DICOM toolkit. */
public interface ObjectStore {
  /** The archived file of an object, if it still is the one that the manifest describes. */
  Optional<Path> file(ParcelObject object);

  /**
   * The stretches of a file that are compressed already and gain nothing from zstd: the fragments
   * of encapsulated pixel data, ascending.
   */
  List<ByteRange> compressed(Path file) throws IOException;

  /** The digest of a file's decoded frames; empty for an object without pixels. */
  String framesDigest(Path file) throws IOException;

  /** Brings a verified file into the archive; may move it there. The same file again is a no-op. */
  StoreOutcome store(Path verified, ParcelObject object, String fromSiteId) throws IOException;
}

package vn.lienvien.link;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.StoreOutcome;

/** What the link needs of the archive. */
public interface ObjectStore {
  /**
   * The archived file of an object, if it still is the one that the manifest describes; of its
   * digest the beginning will do.
   */
  Optional<Path> file(ParcelObject object);

  /** Brings a verified file into the archive; may move it there. The same file again is a no-op. */
  StoreOutcome store(Path verified, ParcelObject object, String fromSiteId) throws IOException;
}

package vn.lienvien.dicom.net;

import java.io.IOException;
import java.util.Optional;

/** Serves C-MOVE and C-GET as SCP (PS3.4 C.4.2, C.4.3); the sending itself is the toolkit's. */
public interface RetrieveHandler {
  /** Chooses the objects; runs on a virtual thread of the operation's own. */
  RetrieveDecision retrieve(RetrieveRequest request) throws IOException;

  /** Where a C-MOVE destination listens; empty answers A801H. */
  Optional<ApplicationEntity> moveDestination(String aeTitle);
}

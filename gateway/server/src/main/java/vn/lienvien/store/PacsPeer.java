package vn.lienvien.store;

import java.util.EnumSet;
import java.util.Optional;
import vn.lienvien.config.DicomSettings;
import vn.lienvien.dicom.net.ApplicationEntity;

/** The PACS as one more listed peer: it stores to us during C-MOVE and reports commitments. */
final class PacsPeer {
  private PacsPeer() {}

  static DicomSettings.Peer of(DicomSettings.Pacs pacs) {
    return new DicomSettings.Peer(
        pacs.aeTitle(),
        pacs.host(),
        pacs.port(),
        EnumSet.allOf(DicomSettings.PeerRole.class),
        pacs.text(),
        Optional.empty());
  }

  static ApplicationEntity entity(DicomSettings.Pacs pacs) {
    return new ApplicationEntity(pacs.aeTitle(), pacs.host(), pacs.port());
  }
}

package vn.lienvien.archive;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.io.DicomFormatException;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.ProofState;

/**
 * The same instance in two files: which of them the archive keeps (decision 024). The caller holds
 * the instance's lock.
 */
record Twins(ArchiveParts parts, SameContent content, Replacing replacing) {
  private static final Logger LOG = LoggerFactory.getLogger(Twins.class);

  boolean same(InstanceRecord there, Newcomer newcomer) throws IOException {
    DicomFile before;
    try {
      before = DicomFile.read(there.file());
    } catch (DicomFormatException e) {
      LOG.error("the archive's own file of an instance cannot be read; its newcomer is kept", e);
      return false;
    }
    return content.same(before, there.framesDigest(), newcomer.dicom());
  }

  /**
   * Another site sends its files with a proof, and our receipt says that we hold these very files:
   * the proved one takes the place of one of which nothing was proved and no receipt, no ledger
   * speaks yet, just as the compressed form takes an original's place. Otherwise the first stays.
   */
  InstanceRecord keep(InstanceRecord there, Newcomer newcomer, Incoming incoming)
      throws IOException {
    boolean takesItsPlace =
        incoming.proof() != ProofState.UNPROVED
            && !there.fileDigest().equals(newcomer.fileDigest())
            && !parts.files().keepsOriginals()
            && isInNobodysWord(there);
    if (!takesItsPlace) {
      return there;
    }
    LOG.info("an instance that was here unproved has come proved from another site");
    return replacing.replace(
        there, incoming.file(), new Replacing.Proved(incoming.framesDigest(), incoming.proof()));
  }

  private boolean isInNobodysWord(InstanceRecord there) {
    return switch (there.proof()) {
      case UNPROVED -> true;
      case NO_PIXELS ->
          !parts.database().read(handle -> Ledger.names(handle, there.sopInstanceUID()));
      case LOSSLESS, SMALL, ALREADY_COMPRESSED, NOT_COMPRESSIBLE -> false;
    };
  }
}

package vn.lienvien.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import vn.lienvien.archive.Archive;
import vn.lienvien.dicom.net.DataSetSource;
import vn.lienvien.dicom.net.OutgoingInstance;
import vn.lienvien.model.InstanceRecord;

/**
 * An instance chosen at the start of a long retrieval. Should its file be replaced by the
 * compressed one before its turn comes, that one is sent, decompressed to what was agreed on.
 */
record ArchivedInstance(Archive archive, Outgoing outgoing, InstanceRecord seen)
    implements OutgoingInstance {
  @Override
  public String sopClassUID() {
    return seen.sopClassUID();
  }

  @Override
  public String sopInstanceUID() {
    return seen.sopInstanceUID();
  }

  @Override
  public List<String> transferSyntaxes() {
    return outgoing.of(seen).transferSyntaxes();
  }

  @Override
  public DataSetSource dataSet(String transferSyntaxUID) throws IOException {
    try {
      return outgoing.of(seen).dataSet(transferSyntaxUID);
    } catch (NoSuchFileException replaced) {
      InstanceRecord latest = archive.instance(seen.sopInstanceUID()).orElseThrow(() -> replaced);
      return outgoing.of(latest).dataSet(transferSyntaxUID);
    }
  }
}

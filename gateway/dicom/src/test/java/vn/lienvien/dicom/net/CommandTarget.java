package vn.lienvien.dicom.net;

import java.util.Arrays;
import java.util.List;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.fuzz.FuzzTarget;

/** The DIMSE command decoder (PS3.7 6.3). */
public final class CommandTarget implements FuzzTarget {
  @Override
  public void run(byte[] input) {
    CommandSet command;
    try {
      command = CommandSet.parse(input);
    } catch (PduException refused) {
      return;
    }
    for (int element = 0; element <= 0x1031; element++) {
      command.number(element);
      command.text(element);
    }
    byte[] once = command.encode();
    try {
      if (!Arrays.equals(CommandSet.parse(once).encode(), once)) {
        throw new AssertionError("encoded twice, and not alike");
      }
    } catch (PduException e) {
      throw new AssertionError("what was written is not read", e);
    }
  }

  @Override
  public List<byte[]> seeds() {
    CommandSet store = CommandSet.request(1, 7, UID.CTImageStorage).withDataSet(true);
    return List.of(
        store.encode(),
        CommandSet.response(store, Status.SUCCESS).encode(),
        CommandSet.request(0x21, 8, UID.StudyRootQueryRetrieveInformationModelMove)
            .set(CommandSet.MOVE_DESTINATION, "ARCHIVE")
            .encode());
  }
}

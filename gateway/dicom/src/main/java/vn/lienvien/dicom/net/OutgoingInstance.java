package vn.lienvien.dicom.net;

import java.io.IOException;
import java.util.List;

/** A stored object that can be sent by C-STORE. */
public interface OutgoingInstance {
  String sopClassUID();

  String sopInstanceUID();

  /** The syntaxes it can be sent in, best first; never empty. */
  List<String> transferSyntaxes();

  /** The data set, without file meta information, in one of {@link #transferSyntaxes()}. */
  DataSetSource dataSet(String transferSyntaxUID) throws IOException;
}

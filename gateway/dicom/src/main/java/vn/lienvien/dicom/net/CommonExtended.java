package vn.lienvien.dicom.net;

import java.util.List;

/**
 * SOP Class Common Extended Negotiation (PS3.7 D.3.3.6): to which service a SOP class belongs, for
 * acceptors that do not know the class itself. It is not answered.
 */
public record CommonExtended(
    String sopClassUID, String serviceClassUID, List<String> relatedGeneralSopClassUIDs) {
  public CommonExtended {
    relatedGeneralSopClassUIDs = List.copyOf(relatedGeneralSopClassUIDs);
  }
}

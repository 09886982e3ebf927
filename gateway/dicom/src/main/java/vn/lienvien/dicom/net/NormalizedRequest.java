package vn.lienvien.dicom.net;

import java.util.List;
import vn.lienvien.dicom.data.Attributes;

/**
 * A request on a single SOP instance, of either side (PS3.7 10.1).
 *
 * @param target its instance UID is empty in an N-CREATE that leaves the choice to the SCP
 * @param typeID event or action type; 0 where the operation has none
 * @param attributes the tags an N-GET asks for; empty for all
 * @param dataSet empty where there is none
 */
public record NormalizedRequest(
    NormalizedOperation operation,
    ReferencedInstance target,
    int typeID,
    List<Integer> attributes,
    Attributes dataSet) {
  public NormalizedRequest {
    attributes = List.copyOf(attributes);
  }

  /** N-CREATE (PS3.7 10.1.5). */
  public static NormalizedRequest create(ReferencedInstance target, Attributes dataSet) {
    return new NormalizedRequest(NormalizedOperation.CREATE, target, 0, List.of(), dataSet);
  }

  /** N-SET (PS3.7 10.1.3). */
  public static NormalizedRequest set(ReferencedInstance target, Attributes modifications) {
    return new NormalizedRequest(NormalizedOperation.SET, target, 0, List.of(), modifications);
  }

  /** N-GET (PS3.7 10.1.2). */
  public static NormalizedRequest get(ReferencedInstance target, List<Integer> attributes) {
    return new NormalizedRequest(NormalizedOperation.GET, target, 0, attributes, new Attributes());
  }

  /** N-DELETE (PS3.7 10.1.6). */
  public static NormalizedRequest delete(ReferencedInstance target) {
    return new NormalizedRequest(
        NormalizedOperation.DELETE, target, 0, List.of(), new Attributes());
  }

  /** N-ACTION (PS3.7 10.1.4). */
  public static NormalizedRequest action(
      ReferencedInstance target, int actionTypeID, Attributes information) {
    return new NormalizedRequest(
        NormalizedOperation.ACTION, target, actionTypeID, List.of(), information);
  }

  /** N-EVENT-REPORT (PS3.7 10.1.1). */
  public static NormalizedRequest eventReport(
      ReferencedInstance source, int eventTypeID, Attributes information) {
    return new NormalizedRequest(
        NormalizedOperation.EVENT_REPORT, source, eventTypeID, List.of(), information);
  }
}

package vn.lienvien.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.archive.Archive;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.model.InstanceRecord;

/**
 * Brings instances to the PACS and tells for each how it is known to be there. A UID is no content:
 * what the PACS had before, or refuses as a duplicate, is compared before it counts. Thread-safe.
 */
record PacsExchange(PacsArchive pacs, Archive archive) {
  private static final Logger log = LoggerFactory.getLogger(PacsExchange.class);
  private static final PacsArchive.Delivered NOTHING_SENT =
      new PacsArchive.Delivered(Map.of(), Set.of(), "");
  private static final int[] NUMBERS = {
    Tag.InstanceNumber, Tag.NumberOfFrames, Tag.Rows, Tag.Columns
  };

  /**
   * How far it came.
   *
   * @param evidence by SOP Instance UID, how it is known to be there
   * @param contradicted UIDs under which the PACS has something else, or says so with 0111H
   * @param fault what stood in the way of the others; no patient data
   */
  record Delivered(Map<String, String> evidence, Set<String> contradicted, String fault) {}

  Delivered deliver(List<InstanceRecord> instances) throws IOException, InterruptedException {
    if (instances.isEmpty()) {
      return new Delivered(Map.of(), Set.of(), "");
    }
    Map<String, Attributes> shown = pacs.show(instances);
    List<InstanceRecord> absent = new ArrayList<>(instances);
    absent.removeIf(instance -> shown.containsKey(instance.sopInstanceUID()));
    log.info("{} objects are to be stored at the PACS, {} are there", absent.size(), shown.size());
    PacsArchive.Delivered sent = absent.isEmpty() ? NOTHING_SENT : pacs.store(absent);
    List<InstanceRecord> doubtful = new ArrayList<>(instances);
    doubtful.removeIf(instance ->
        absent.contains(instance) && !sent.duplicates().contains(instance.sopInstanceUID()));
    Delivered delivered =
        new Delivered(new HashMap<>(sent.evidence()), new TreeSet<>(), sent.fault());
    judge(doubtful, shown, delivered);
    return delivered;
  }

  private void judge(
      List<InstanceRecord> doubtful, Map<String, Attributes> shown, Delivered delivered)
      throws IOException {
    PacsComparison.Verdict verdict = pacs.compare(archive, doubtful);
    delivered.contradicted().addAll(verdict.others());
    for (InstanceRecord instance : doubtful) {
      String uid = instance.sopInstanceUID();
      Attributes found = shown.get(uid);
      if (verdict.same().contains(uid)) {
        delivered.evidence().put(uid, PacsArchive.FETCHED_BACK);
      } else if (found != null && !verdict.others().contains(uid) && fits(instance, found)) {
        delivered.evidence().put(uid, PacsArchive.C_FIND);
      } else {
        delivered.contradicted().add(uid);
      }
    }
  }

  /** Of a PACS that gives nothing back: whether what its C-FIND tells is true of our object. */
  private static boolean fits(InstanceRecord ours, Attributes found) throws IOException {
    if (!found.string(Tag.SOPClassUID, ours.sopClassUID()).equals(ours.sopClassUID())) {
      return false;
    }
    Attributes header = DicomFile.read(ours.file()).dataset();
    for (int tag : NUMBERS) {
      int known = header.integer(tag, -1);
      if (known >= 0 && found.integer(tag, known) != known) {
        return false;
      }
    }
    return true;
  }
}

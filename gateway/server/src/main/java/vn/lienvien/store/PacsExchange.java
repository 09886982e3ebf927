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
import vn.lienvien.dicom.net.AssociationException;
import vn.lienvien.model.InstanceRecord;

/**
 * Brings instances to a PACS, or to another DICOM node that can be asked, and tells for each how it
 * is known to be there. A UID is no content: what was there before, or is refused as a duplicate,
 * is compared before it counts. Thread-safe.
 */
public record PacsExchange(PacsArchive pacs, Archive archive) implements Destination {
  private static final Logger log = LoggerFactory.getLogger(PacsExchange.class);
  private static final PacsArchive.Delivered NOTHING_SENT =
      new PacsArchive.Delivered(Map.of(), Set.of(), "");
  private static final int[] NUMBERS = {
    Tag.InstanceNumber, Tag.NumberOfFrames, Tag.Rows, Tag.Columns
  };

  @Override
  public Delivery deliver(List<InstanceRecord> instances) throws IOException, InterruptedException {
    if (instances.isEmpty()) {
      return new Delivery(Map.of(), Set.of(), "");
    }
    Map<String, Attributes> shown = shownBefore(instances);
    List<InstanceRecord> absent = new ArrayList<>(instances);
    absent.removeIf(instance -> shown.containsKey(instance.sopInstanceUID()));
    log.info("{} objects are to be stored at the PACS, {} are there", absent.size(), shown.size());
    PacsArchive.Delivered sent = absent.isEmpty() ? NOTHING_SENT : pacs.store(absent);
    List<InstanceRecord> doubtful = new ArrayList<>(instances);
    doubtful.removeIf(instance ->
        absent.contains(instance) && !sent.duplicates().contains(instance.sopInstanceUID()));
    Delivery delivered =
        new Delivery(new HashMap<>(sent.evidence()), new TreeSet<>(), sent.fault());
    judge(doubtful, shown, delivered);
    return delivered;
  }

  /** Nothing where C-FIND is not offered: commitment may still prove what is sent. */
  private Map<String, Attributes> shownBefore(List<InstanceRecord> instances) throws IOException {
    try {
      return pacs.show(instances);
    } catch (AssociationException.NoPresentationContext e) {
      return Map.of();
    }
  }

  private void judge(
      List<InstanceRecord> doubtful, Map<String, Attributes> shown, Delivery delivered)
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

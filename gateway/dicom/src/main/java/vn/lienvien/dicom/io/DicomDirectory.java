package vn.lienvien.dicom.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.UIDs;

/**
 * The directory of a file-set on media (PS3.10 8, PS3.3 F): patients, studies, series and
 * instances, each record with the offsets of its neighbour and of its first child. Not thread-safe.
 */
public final class DicomDirectory {
  private static final int IN_USE = 0xFFFF;
  private static final int ITEM_HEADER = 8;

  private final DatasetWriter writer = new DatasetWriter(UID.ExplicitVRLittleEndian);
  private final Map<String, Node> patients = new LinkedHashMap<>();

  /** A record and what is below it, by key. */
  private static final class Node {
    private final Attributes entry;
    private final Map<String, Node> children = new LinkedHashMap<>();
    private long offset;

    Node(Attributes entry) {
      this.entry = entry;
    }

    Node child(String key, Attributes fresh) {
      return children.computeIfAbsent(key, k -> new Node(fresh));
    }
  }

  /**
   * Enters an instance.
   *
   * @param dataset without its pixels
   * @param transferSyntaxUID that its file has
   * @param fileID folders and name, each of at most 8 of A-Z, 0-9 and _ (PS3.10 8.5)
   */
  public void add(Attributes dataset, String transferSyntaxUID, List<String> fileID) {
    String patient = dataset.string(Tag.PatientID, "") + "\n" + dataset.string(Tag.PatientName, "");
    String instance = dataset.string(Tag.SOPInstanceUID, "");
    Attributes file =
        DirectoryRecord.ofInstance(dataset)
            .set(Tag.ReferencedFileID, fileID.toArray(String[]::new))
            .set(Tag.ReferencedSOPClassUIDInFile, dataset.string(Tag.SOPClassUID, ""))
            .set(Tag.ReferencedSOPInstanceUIDInFile, instance)
            .set(Tag.ReferencedTransferSyntaxUIDInFile, transferSyntaxUID);
    patients
        .computeIfAbsent(patient, k -> new Node(DirectoryRecord.PATIENT.of(dataset)))
        .child(dataset.string(Tag.StudyInstanceUID, ""), DirectoryRecord.STUDY.of(dataset))
        .child(dataset.string(Tag.SeriesInstanceUID, ""), DirectoryRecord.SERIES.of(dataset))
        .child(instance, file);
  }

  /** Writes the file DICOMDIR, which is explicit VR little endian always (PS3.10 8.6). */
  public void write(OutputStream out) throws IOException {
    List<Node> nodes = new ArrayList<>();
    flatten(patients, nodes);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    Part10Writer.writeHeader(
        header,
        FileMeta.of(
            UID.MediaStorageDirectoryStorage, UIDs.create(), UID.ExplicitVRLittleEndian, ""));
    Attributes directory =
        new Attributes()
            .setEmpty(Tag.FileSetID)
            .setIntegers(Tag.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity, 0)
            .setIntegers(Tag.OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity, 0)
            .setIntegers(Tag.FileSetConsistencyFlag, 0)
            .setItems(Tag.DirectoryRecordSequence);
    long offset = header.size() + writer.toBytes(directory).length;
    for (Node node : nodes) {
      node.offset = offset;
      offset += ITEM_HEADER + writer.toBytes(node.entry).length;
    }
    link(patients);
    directory.setIntegers(
        Tag.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity, first(patients));
    directory.setIntegers(
        Tag.OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity, last(patients));
    nodes.forEach(node -> directory.addItem(Tag.DirectoryRecordSequence, node.entry));
    header.writeTo(out);
    writer.write(directory, out);
  }

  /** Depth first; every offset has its place already, so that lengths do not change any more. */
  private static void flatten(Map<String, Node> level, List<Node> into) {
    for (Node node : level.values()) {
      node.entry
          .setIntegers(Tag.OffsetOfTheNextDirectoryRecord, 0)
          .setIntegers(Tag.RecordInUseFlag, IN_USE)
          .setIntegers(Tag.OffsetOfReferencedLowerLevelDirectoryEntity, 0);
      into.add(node);
      flatten(node.children, into);
    }
  }

  private static void link(Map<String, Node> level) {
    @Nullable Node previous = null;
    for (Node node : level.values()) {
      if (previous != null) {
        previous.entry.setIntegers(Tag.OffsetOfTheNextDirectoryRecord, (int) node.offset);
      }
      node.entry.setIntegers(Tag.OffsetOfReferencedLowerLevelDirectoryEntity, first(node.children));
      link(node.children);
      previous = node;
    }
  }

  private static int first(Map<String, Node> level) {
    return level.isEmpty() ? 0 : (int) level.values().iterator().next().offset;
  }

  private static int last(Map<String, Node> level) {
    int last = 0;
    for (Node node : level.values()) {
      last = (int) node.offset;
    }
    return last;
  }
}

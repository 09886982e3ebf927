package vn.lienvien.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.archive.Archive;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.net.ApplicationEntity;
import vn.lienvien.dicom.net.Association;
import vn.lienvien.dicom.net.AssociationRequestor;
import vn.lienvien.dicom.net.Cancellation;
import vn.lienvien.dicom.net.DataSetStream;
import vn.lienvien.dicom.net.PresentationContext;
import vn.lienvien.dicom.net.Roles;
import vn.lienvien.dicom.net.Status;
import vn.lienvien.dicom.net.StoreRequest;
import vn.lienvien.model.InstanceRecord;

/**
 * Whether what a PACS has under a UID is what this archive has under it: fetched back (C-GET, PS3.4
 * C.4.3) and compared by frames, report or document. Only for objects that were at the PACS before
 * we sent them; there are few. Thread-safe.
 */
record PacsComparison(
    AssociationRequestor requestor,
    PacsArchive.Addresses addresses,
    Archive archive,
    Path scratch) {
  private static final Logger log = LoggerFactory.getLogger(PacsComparison.class);
  private static final String GET = UID.StudyRootQueryRetrieveInformationModelGet;

  /**
   * What the comparison gave, by SOP Instance UID; what is in neither set was not given back.
   *
   * @param others have the UID and other content
   */
  record Verdict(Set<String> same, Set<String> others) {}

  /** A PACS without C-GET gives nothing back, which is no error. */
  Verdict fetchBack(Collection<InstanceRecord> doubtful) {
    Verdict verdict = new Verdict(new HashSet<>(), new HashSet<>());
    if (doubtful.isEmpty()) {
      return verdict;
    }
    Map<String, InstanceRecord> wanted = new HashMap<>();
    doubtful.forEach(instance -> wanted.put(instance.sopInstanceUID(), instance));
    ApplicationEntity pacs = addresses.pacs();
    try (Association association =
        requestor.open(addresses.callingAETitle(), pacs, contexts(doubtful))) {
      for (InstanceRecord instance : doubtful) {
        association.get(
            GET,
            identifier(instance),
            (request, dataSet) -> compare(request, dataSet, wanted, verdict),
            progress -> {},
            new Cancellation());
      }
    } catch (IOException e) {
      log.info("the PACS gives nothing back by C-GET: {}", e.getMessage());
    }
    return verdict;
  }

  private static List<PresentationContext> contexts(Collection<InstanceRecord> instances) {
    Set<PresentationContext> contexts = new LinkedHashSet<>();
    contexts.add(
        new PresentationContext(GET, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian));
    for (InstanceRecord instance : instances) {
      for (String syntax :
          List.of(
              instance.transferSyntaxUID(),
              instance.originalTransferSyntaxUID(),
              UID.ExplicitVRLittleEndian,
              UID.ImplicitVRLittleEndian)) {
        contexts.add(new PresentationContext(instance.sopClassUID(), List.of(syntax), Roles.SCP));
      }
    }
    return new ArrayList<>(contexts)
        .subList(0, Math.min(contexts.size(), PresentationContext.MAXIMUM));
  }

  private static Attributes identifier(InstanceRecord instance) {
    return new Attributes()
        .set(Tag.QueryRetrieveLevel, "IMAGE")
        .set(Tag.StudyInstanceUID, instance.studyInstanceUID())
        .set(Tag.SeriesInstanceUID, instance.seriesInstanceUID())
        .set(Tag.SOPInstanceUID, instance.sopInstanceUID());
  }

  private Status compare(
      StoreRequest request,
      DataSetStream dataSet,
      Map<String, InstanceRecord> wanted,
      Verdict verdict)
      throws IOException {
    InstanceRecord ours = wanted.get(request.sopInstanceUID());
    if (ours == null) {
      return Status.NOT_AUTHORIZED;
    }
    Path copy = Files.createTempFile(scratch, "pacs-", ".dcm");
    try {
      try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
        dataSet.writeFile(channel, request.fileMeta(addresses.pacs().aeTitle()));
      }
      (archive.agreesWith(ours, copy) ? verdict.same() : verdict.others())
          .add(ours.sopInstanceUID());
      return Status.SUCCESS;
    } finally {
      Files.deleteIfExists(copy);
    }
  }
}

package vn.lienvien.store;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.archive.Archive;
import vn.lienvien.config.DicomSettings.StorageCommitment;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.data.UIDs;
import vn.lienvien.dicom.net.ApplicationEntity;
import vn.lienvien.dicom.net.Association;
import vn.lienvien.dicom.net.AssociationProposal;
import vn.lienvien.dicom.net.AssociationRequestor;
import vn.lienvien.dicom.net.CommitmentRequest;
import vn.lienvien.dicom.net.CommitmentResult;
import vn.lienvien.dicom.net.PresentationContext;
import vn.lienvien.dicom.net.ReferencedInstance;
import vn.lienvien.dicom.net.Services;
import vn.lienvien.dicom.net.Status;
import vn.lienvien.model.InstanceRecord;

/**
 * This site's PACS as Storage SCP (PS3.4 B) and, where it offers that, Storage Commitment SCP
 * (PS3.4 J). What is stored counts only with positive proof per instance. Thread-safe.
 */
public final class PacsArchive {
  static final String C_FIND = "C_FIND";
  static final String COMMITTED = "STORAGE_COMMITMENT";

  /** Was there before we sent it, was fetched back, and is the same. */
  static final String FETCHED_BACK = "C_GET";

  private static final Logger log = LoggerFactory.getLogger(PacsArchive.class);
  private static final String FIND = UID.StudyRootQueryRetrieveInformationModelFind;

  /** Most answer within moments; for one that takes longer, C-FIND is the proof. */
  private static final Duration COMMITMENT_LIMIT = Duration.ofSeconds(15);

  private final AssociationRequestor requestor;

  private final Addresses addresses;
  private final Proof proof;
  private final Outgoing outgoing;
  private final int associations;

  /** Who we are and whom we talk to. */
  public record Addresses(String callingAETitle, ApplicationEntity pacs) {}

  public PacsArchive(
      AssociationRequestor requestor,
      Addresses addresses,
      Outgoing outgoing,
      StorageCommitment commitment,
      CommitmentResults results) {
    this(requestor, addresses, outgoing, new Proof(commitment, results), 1);
  }

  private record Proof(StorageCommitment commitment, CommitmentResults results) {}

  private PacsArchive(
      AssociationRequestor requestor,
      Addresses addresses,
      Outgoing outgoing,
      Proof proof,
      int associations) {
    this.requestor = requestor;
    this.addresses = addresses;
    this.outgoing = outgoing;
    this.proof = proof;
    this.associations = associations;
  }

  /** The same, sending on several associations at once: for a far line. */
  public PacsArchive on(int severalAssociations) {
    return new PacsArchive(requestor, addresses, outgoing, proof, severalAssociations);
  }

  /**
   * What is proved to be there.
   *
   * @param evidence by SOP Instance UID, how it is known
   * @param duplicates which the PACS refused with 0111H: it says that it has the UID, not what
   * @param fault what stood in the way of the others; no patient data
   */
  record Delivered(Map<String, String> evidence, Set<String> duplicates, String fault) {}

  /** What the PACS shows of the instances' series, by SOP Instance UID (C-FIND at image level). */
  Map<String, Attributes> show(Collection<InstanceRecord> instances) throws IOException {
    Map<String, InstanceRecord> bySeries = new TreeMap<>();
    instances.forEach(instance -> bySeries.putIfAbsent(instance.seriesInstanceUID(), instance));
    Map<String, Attributes> shown = new HashMap<>();
    var context =
        new PresentationContext(FIND, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian);
    try (Association association =
        requestor.open(addresses.callingAETitle(), addresses.pacs(), List.of(context))) {
      for (InstanceRecord one : bySeries.values()) {
        Attributes keys =
            new Attributes()
                .set(Tag.QueryRetrieveLevel, "IMAGE")
                .set(Tag.StudyInstanceUID, one.studyInstanceUID())
                .set(Tag.SeriesInstanceUID, one.seriesInstanceUID())
                .setEmpty(Tag.SOPInstanceUID)
                .setEmpty(Tag.SOPClassUID)
                .setEmpty(Tag.InstanceNumber)
                .setEmpty(Tag.NumberOfFrames)
                .setEmpty(Tag.Rows)
                .setEmpty(Tag.Columns);
        for (Attributes image : association.find(FIND, keys)) {
          image.string(Tag.SOPInstanceUID).ifPresent(uid -> shown.put(uid, image));
        }
      }
    }
    return shown;
  }

  /** Sends the instances, then asks for the proof: commitment, or what C-FIND shows. */
  Delivered store(List<InstanceRecord> instances) throws IOException, InterruptedException {
    ObjectSending.Sent sent =
        new ObjectSending(requestor, addresses, outgoing).send(instances, associations);
    Map<String, String> evidence = new HashMap<>();
    Set<String> wanted = new HashSet<>();
    instances.forEach(instance -> wanted.add(instance.sopInstanceUID()));
    wanted.removeAll(sent.duplicates());
    if (proof.commitment() == StorageCommitment.AUTO && sent.fault().isEmpty()) {
      commit(instances).forEach(uid -> evidence.put(uid, COMMITTED));
    }
    evidence.keySet().retainAll(wanted);
    if (evidence.size() < wanted.size()) {
      show(instances).keySet().forEach(uid -> evidence.putIfAbsent(uid, C_FIND));
      evidence.keySet().retainAll(wanted);
    }
    return new Delivered(evidence, sent.duplicates(), sent.fault());
  }

  /** Fetches back what was there before. */
  PacsComparison.Verdict compare(Archive archive, Collection<InstanceRecord> doubtful) {
    return new PacsComparison(requestor, addresses, archive, outgoing.scratch())
        .fetchBack(doubtful);
  }

  private Set<String> commit(List<InstanceRecord> instances) throws InterruptedException {
    String transactionUID = UIDs.create();
    List<ReferencedInstance> references = new ArrayList<>();
    for (InstanceRecord instance : instances) {
      references.add(new ReferencedInstance(instance.sopClassUID(), instance.sopInstanceUID()));
    }
    var context =
        new PresentationContext(
            UID.StorageCommitmentPushModel, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian);
    proof.results().expect(transactionUID);
    var proposal =
        new AssociationProposal(addresses.callingAETitle(), addresses.pacs(), List.of(context))
            .withServices(Services.echoOnly().withCommitmentResult(proof.results()));
    try (Association association = requestor.open(proposal)) {
      Status status =
          association.requestCommitment(new CommitmentRequest(transactionUID, references));
      if (status.isSuccess()) {
        return committed(proof.results().await(transactionUID, COMMITMENT_LIMIT));
      }
      log.info("storage commitment answered {}", status);
    } catch (IOException e) {
      log.info("no storage commitment, C-FIND is the proof: {}", e.getMessage());
    } finally {
      proof.results().forget(transactionUID);
    }
    return Set.of();
  }

  private static Set<String> committed(Optional<CommitmentResult> result) {
    Set<String> uids = new HashSet<>();
    result.ifPresent(
        said -> said.committed().forEach(instance -> uids.add(instance.sopInstanceUID())));
    return uids;
  }
}

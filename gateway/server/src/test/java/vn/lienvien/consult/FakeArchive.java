package vn.lienvien.consult;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.io.FileMeta;
import vn.lienvien.dicom.io.Part10Writer;
import vn.lienvien.model.InstanceRecord;
import vn.lienvien.model.ProofState;
import vn.lienvien.model.StoreOutcome;

/** An archive in memory that outlives the "kills" of its gateway. */
final class FakeArchive implements CaseArchive {
  private final Map<String, InstanceRecord> records = new ConcurrentHashMap<>();
  private final Map<String, Attributes> datasets = new ConcurrentHashMap<>();
  private final Map<String, String> senders = new ConcurrentHashMap<>();
  private final Clock clock;
  private final Runnable danger;

  /**
   * @param danger called at every use: where the process may be killed
   */
  FakeArchive(Clock clock, Runnable danger) {
    this.clock = clock;
    this.danger = danger;
  }

  @Override
  public Optional<InstanceRecord> instance(String sopInstanceUID) {
    danger.run();
    return Optional.ofNullable(records.get(sopInstanceUID));
  }

  @Override
  public List<InstanceRecord> ofStudy(String studyInstanceUID) {
    return records.values().stream()
        .filter(r -> r.studyInstanceUID().equals(studyInstanceUID))
        .sorted(Comparator.comparing(InstanceRecord::sopInstanceUID))
        .toList();
  }

  @Override
  public Attributes dataset(InstanceRecord instance) {
    return Optional.ofNullable(datasets.get(instance.sopInstanceUID())).orElseThrow().copy();
  }

  @Override
  public String receivedDigest(InstanceRecord instance) {
    return instance.receivedDigest();
  }

  @Override
  public Attributes fileMeta(InstanceRecord instance) {
    return FileMeta.of(
        instance.sopClassUID(),
        instance.sopInstanceUID(),
        UID.ExplicitVRLittleEndian,
        senders.getOrDefault(instance.sopInstanceUID(), "CT01"));
  }

  /** Not from the modality CT01, as everything else. */
  void cameFrom(String sopInstanceUID, String aeTitle) {
    senders.put(sopInstanceUID, aeTitle);
  }

  @Override
  public StoreOutcome keep(Attributes dataset) {
    danger.run();
    StoreOutcome outcome = put(dataset, ProofState.NO_PIXELS, "");
    danger.run();
    return outcome;
  }

  StoreOutcome put(Attributes dataset, ProofState proof, String framesDigest) {
    String uid = dataset.string(Tag.SOPInstanceUID, "");
    String digest = digest(dataset);
    InstanceRecord there = records.get(uid);
    if (there != null) {
      return there.fileDigest().equals(digest)
          ? new StoreOutcome.AlreadyStored(there)
          : new StoreOutcome.Conflicting(uid, "q1");
    }
    InstanceRecord record =
        new InstanceRecord(
            uid,
            dataset.string(Tag.SOPClassUID, ""),
            dataset.string(Tag.SeriesInstanceUID, ""),
            dataset.string(Tag.StudyInstanceUID, ""),
            UID.ExplicitVRLittleEndian,
            UID.ExplicitVRLittleEndian,
            Path.of("/archive", uid),
            1000,
            digest,
            digest,
            framesDigest,
            proof,
            1,
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    datasets.put(uid, dataset.copy());
    records.put(uid, record);
    return new StoreOutcome.Stored(record);
  }

  private static String digest(Attributes dataset) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      Part10Writer.write(
          bytes, FileMeta.of("1.2", "1.2", UID.ExplicitVRLittleEndian, "FAKE"), dataset);
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}

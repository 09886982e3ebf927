package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienvien.model.ParcelKind;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.Priority;
import vn.lienvien.model.Receipt;
import vn.lienvien.model.SignedDocument;
import vn.lienvien.model.StoreOutcome;

class ReceiverTest {
  @TempDir static Path shared;
  static Hospitals hospitals;
  static TestSite spoke;

  @TempDir Path directory;
  TestSite hub;
  OutgoingPacks packs;
  Receiver receiver;

  @BeforeAll
  static void openTheSender() throws IOException {
    hospitals = new Hospitals(shared);
    spoke = new TestSite(shared.resolve("spoke"), hospitals.spoke());
  }

  @AfterAll
  static void closeTheSender() {
    spoke.close();
  }

  @BeforeEach
  void openTheReceiver() throws IOException {
    hub = new TestSite(directory.resolve("hub"), hospitals.hub());
    packs = new OutgoingPacks(directory.resolve("packs"), spoke.store, spoke.room.pixels());
    receiver = new Receiver(hub.room, new LinkCounters());
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void aReceiverThatIsReopenedAsksOnlyForWhatItLacks() throws IOException {
    OutgoingParcel parcel = parcel("case-1", 4);
    int count = parcel.offer().content().count();
    assertThat(lacking(receiver.offer(Hospitals.SPOKE, parcel.offer())).cardinality())
        .isEqualTo(count);
    for (int chunk = 0; chunk < count; chunk += 2) {
      put(receiver, parcel, chunk);
    }

    Receiver reopened = new Receiver(hub.room, new LinkCounters());
    assertThat(reopened.chunk(Hospitals.SPOKE, "case-1-study", 1, parcel.chunk(1)))
        .as("before it is offered again nothing is known of it")
        .isEqualTo(ChunkOutcome.UNKNOWN);
    BitSet lacking = lacking(reopened.offer(Hospitals.SPOKE, parcel.offer()));
    assertThat(lacking.stream().allMatch(chunk -> chunk % 2 == 1)).isTrue();
    assertThat(lacking.cardinality()).isEqualTo(count / 2);
    assertThat(reopened.commit(Hospitals.SPOKE, "case-1-study"))
        .isInstanceOf(CommitOutcome.Incomplete.class);
    lacking.stream().forEach(chunk -> put(reopened, parcel, chunk));
    assertThat(reopened.commit(Hospitals.SPOKE, "case-1-study"))
        .isInstanceOf(CommitOutcome.Committed.class);
    assertThat(hub.store.uids()).hasSize(4);
  }

  @Test
  void aChunkThatTheDiskLostIsNoticedOnReopening() throws IOException {
    OutgoingParcel parcel = parcel("case-1", 4);
    receiver.offer(Hospitals.SPOKE, parcel.offer());
    putAll(receiver, parcel);
    try (RandomAccessFile part =
        new RandomAccessFile(
            hub.room.directory().resolve("incoming/district-1/case-1-study.part").toFile(), "rw")) {
      part.seek(LinkLimits.CHUNK_BYTES + 77);
      part.write(new byte[4096]);
    }

    Receiver reopened = new Receiver(hub.room, new LinkCounters());
    assertThat(lacking(reopened.offer(Hospitals.SPOKE, parcel.offer())).stream())
        .containsExactly(1);
  }

  @Test
  void aCorruptChunkIsNotKeptAndIsAskedForAgain() throws IOException {
    OutgoingParcel parcel = parcel("case-1", 2);
    receiver.offer(Hospitals.SPOKE, parcel.offer());
    byte[] corrupt = parcel.chunk(0);
    corrupt[100] ^= 1;

    assertThat(receiver.chunk(Hospitals.SPOKE, "case-1-study", 0, corrupt))
        .isEqualTo(ChunkOutcome.CORRUPT);
    assertThat(lacking(receiver.offer(Hospitals.SPOKE, parcel.offer())).get(0)).isTrue();
  }

  @Test
  void theSameParcelTwiceIsReceivedOnceAndReceiptedAlike() throws IOException {
    OutgoingParcel parcel = parcel("case-1", 2);
    Receipt first = deliver(parcel);
    Receipt again =
        ((OfferOutcome.Delivered)
                new Receiver(hub.room, new LinkCounters()).offer(Hospitals.SPOKE, parcel.offer()))
            .receipt();
    Receipt committedAgain =
        ((CommitOutcome.Committed) receiver.commit(Hospitals.SPOKE, "case-1-study")).receipt();

    assertThat(again).isEqualTo(first).isEqualTo(committedAgain);
    assertThat(hub.events.received).containsExactly("case-1-study");
    assertThat(hub.documents).containsExactly(first.document());
    assertThat(ReceiptBody.fault(first, parcel.offer(), spoke.room.identity())).isEmpty();
    assertThat(incomingFiles()).isEmpty();
  }

  @Test
  void nothingIsReceivedWhenTheCaseCannotTakeItAndTheNextTryDelivers() throws IOException {
    OutgoingParcel parcel = parcel("case-1", 1);
    hub.store.answer(new StoreOutcome.Refused(StoreOutcome.Refusal.OUT_OF_RESOURCES, "disk full"));
    receiver.offer(Hospitals.SPOKE, parcel.offer());
    putAll(receiver, parcel);

    assertThat(receiver.commit(Hospitals.SPOKE, "case-1-study"))
        .isInstanceOf(CommitOutcome.Postponed.class);
    assertThat(hub.parcels.incomingReceipt("case-1-study")).isEmpty();
    hub.store.recover();
    assertThat(receiver.commit(Hospitals.SPOKE, "case-1-study"))
        .isInstanceOf(CommitOutcome.Committed.class);
  }

  @Test
  void aFileOrFramesThatDoNotMatchTheManifestAreRefusedAndNothingIsKept() throws IOException {
    List<ParcelObject> honest = spoke.keep(Phantoms.slices(directory, "lie", 2, 64));
    String digest = honest.getFirst().fileDigest();
    for (ParcelObject lie :
        List.of(
            with(honest.get(1), digest, honest.get(1).framesDigest()),
            with(honest.get(1), honest.get(1).fileDigest(), digest))) {
      Offer packed = parcel("case-9", honest).offer();
      ParcelManifest lying =
          spoke.manifest(Hospitals.HUB, "case-9", List.of(honest.getFirst(), lie));
      Offer offer = Offer.of(lying, packed.content());
      receiver.offer(Hospitals.SPOKE, offer);
      putAll(receiver, new OutgoingParcel(offer, directory.resolve("packs/case-9-study.pack")));

      CommitOutcome outcome = receiver.commit(Hospitals.SPOKE, "case-9-study");
      assertThat(outcome).isInstanceOf(CommitOutcome.Refused.class);
      assertThat(((CommitOutcome.Refused) outcome).reason()).startsWith("object 2: the ");
    }
    assertThat(hub.store.uids()).isEmpty();
    assertThat(incomingFiles()).isEmpty();
    assertThat(hub.events.received).isEmpty();
  }

  @Test
  void anObjectThatContradictsTheArchiveIsRefusedInWords() throws IOException {
    hub.store.answer(new StoreOutcome.Conflicting("1.2.3", "q1"));
    OutgoingParcel parcel = parcel("case-1", 1);
    receiver.offer(Hospitals.SPOKE, parcel.offer());
    putAll(receiver, parcel);

    assertThat(receiver.commit(Hospitals.SPOKE, "case-1-study"))
        .isEqualTo(
            new CommitOutcome.Refused(
                "object 1: the archive holds other content under its UID; quarantined"));
  }

  @Test
  void identifiersThatWouldLeaveTheDirectoryAndForeignSitesAreRefused() throws IOException {
    for (String parcelId : List.of("../../etc/passwd", "a/b", "a.b", "", "A", "x".repeat(97))) {
      assertRefused(manifest(parcelId, "case-1", Hospitals.SPOKE, Hospitals.HUB), "parcel id");
      assertThat(receiver.commit(Hospitals.SPOKE, parcelId))
          .isInstanceOf(CommitOutcome.Unknown.class);
    }
    assertRefused(manifest("p", "../case", Hospitals.SPOKE, Hospitals.HUB), "case id");
    assertRefused(manifest("p", "case-1", "district-2", Hospitals.HUB), "another site");
    assertRefused(manifest("p", "case-1", Hospitals.SPOKE, "elsewhere"), "not addressed");
    assertThat(incomingFiles()).isEmpty();
  }

  @Test
  void anOfferBeyondItsLimitsOrDamagedIsNotRead() throws IOException {
    byte[] wire =
        Offer.of(spoke.manifest("central", "case-1", List.of()), ContentIndex.empty()).wire();
    LinkLimits tight = new LinkLimits(100, 1, 1, 1, 1);
    assertThatThrownBy(() -> Offer.read(wire, tight)).hasMessageContaining("limit");
    assertThatThrownBy(() -> Offer.read(new byte[] {1, 2, 3}, LinkLimits.standard()))
        .isInstanceOf(LinkFormatException.class);
    for (int at = 0; at < wire.length; at++) {
      byte[] broken = wire.clone();
      broken[at] ^= 0x55;
      try {
        Offer.read(broken, LinkLimits.standard());
      } catch (LinkFormatException expected) {
        assertThat(expected.getMessage()).doesNotContain("Chụp");
      }
    }
  }

  @Test
  void aReceiptForAnotherParcelOrByAnotherSiteIsNotBelieved() throws IOException {
    OutgoingParcel one = parcel("case-1", 1);
    Receipt receipt = deliver(one);
    Offer other =
        Offer.of(spoke.manifest(Hospitals.HUB, "case-2", List.of()), ContentIndex.empty());
    Receipt relabelled =
        new Receipt(
            other.parcelId(),
            other.manifestDigest(),
            Hospitals.HUB,
            receipt.committedAt(),
            receipt.document());
    Receipt ownWord = ReceiptBody.sign(other, spoke.room.identity(), Instant.now());

    assertThat(ReceiptBody.fault(relabelled, other, spoke.room.identity()))
        .contains("the receipt is for another parcel");
    assertThat(ReceiptBody.fault(ownWord, other, spoke.room.identity()))
        .hasValueSatisfying(why -> assertThat(why).contains("signed as 'district-1'"));
    assertThat(receipt.document().kind()).isEqualTo(SignedDocument.Kind.RECEIPT);
  }

  private void assertRefused(ParcelManifest manifest, String why) throws IOException {
    OfferOutcome outcome =
        receiver.offer(Hospitals.SPOKE, Offer.of(manifest, ContentIndex.empty()));
    assertThat(outcome).isInstanceOf(OfferOutcome.Refused.class);
    assertThat(((OfferOutcome.Refused) outcome).reason()).contains(why);
  }

  private static ParcelManifest manifest(String parcelId, String caseId, String from, String to) {
    return new ParcelManifest(
        parcelId,
        ParcelKind.STUDY,
        caseId,
        from,
        to,
        Priority.STAT,
        Instant.EPOCH,
        "{}",
        List.of());
  }

  private OutgoingParcel parcel(String caseId, int slices) throws IOException {
    return parcel(caseId, spoke.keep(Phantoms.slices(directory, caseId, slices, 512)));
  }

  private OutgoingParcel parcel(String caseId, List<ParcelObject> objects) throws IOException {
    return packs.of(spoke.manifest(Hospitals.HUB, caseId, objects));
  }

  private Receipt deliver(OutgoingParcel parcel) throws IOException {
    receiver.offer(Hospitals.SPOKE, parcel.offer());
    putAll(receiver, parcel);
    return ((CommitOutcome.Committed) receiver.commit(Hospitals.SPOKE, parcel.offer().parcelId()))
        .receipt();
  }

  private static void putAll(Receiver receiver, OutgoingParcel parcel) {
    for (int chunk = 0; chunk < parcel.offer().content().count(); chunk++) {
      put(receiver, parcel, chunk);
    }
  }

  private static void put(Receiver receiver, OutgoingParcel parcel, int chunk) {
    try {
      ChunkOutcome outcome =
          receiver.chunk(Hospitals.SPOKE, parcel.offer().parcelId(), chunk, parcel.chunk(chunk));
      assertThat(outcome).isEqualTo(ChunkOutcome.KEPT);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static BitSet lacking(OfferOutcome outcome) {
    return ((OfferOutcome.Lacking) outcome).chunks();
  }

  private static ParcelObject with(ParcelObject object, String fileDigest, String framesDigest) {
    return new ParcelObject(
        object.sopInstanceUID(),
        object.sopClassUID(),
        object.seriesInstanceUID(),
        object.studyInstanceUID(),
        object.transferSyntaxUID(),
        object.kind(),
        object.sizeBytes(),
        fileDigest,
        framesDigest,
        object.proof());
  }

  private List<Path> incomingFiles() throws IOException {
    Path incoming = hub.room.directory().resolve("incoming");
    if (!Files.exists(incoming)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(incoming)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}

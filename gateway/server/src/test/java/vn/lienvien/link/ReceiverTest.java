package vn.lienvien.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
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
    ContentIndex content = parcel.offer().content();
    assertThat(lacking(receiver.offer(Hospitals.SPOKE, read(parcel.offer()))).cardinality())
        .isEqualTo(content.pieces());
    for (int chunk = 0; chunk < content.count(); chunk += 2) {
      put(receiver, parcel, chunk);
    }
    // A piece of a chunk that is not whole does not outlive the process, others do.
    put(receiver, parcel, content.firstPiece(1), content.firstPiece(1) + 1);

    Receiver reopened = new Receiver(hub.room, new LinkCounters());
    assertThat(reopened.piece(Hospitals.SPOKE, "case-1-study", 8, ByteBuffer.wrap(parcel.piece(8))))
        .as("before it is asked about again nothing is known of it")
        .isEqualTo(PieceOutcome.UNKNOWN);
    BitSet lacking =
        lacking(reopened.resume(Hospitals.SPOKE, Resumption.of(parcel.offer())).orElseThrow());
    assertThat(lacking.stream().allMatch(piece -> piece / LinkLimits.PIECES_A_CHUNK % 2 == 1))
        .isTrue();
    assertThat(lacking.stream().map(piece -> piece / LinkLimits.PIECES_A_CHUNK).distinct())
        .hasSize(content.count() / 2);
    assertThat(reopened.commit(Hospitals.SPOKE, "case-1-study"))
        .isInstanceOf(CommitOutcome.Incomplete.class);
    lacking.stream().forEach(piece -> put(reopened, parcel, piece, piece + 1));
    assertThat(reopened.commit(Hospitals.SPOKE, "case-1-study"))
        .isInstanceOf(CommitOutcome.Committed.class);
    assertThat(hub.store.uids()).hasSize(4);
  }

  @Test
  void aChunkThatTheDiskLostIsNoticedOnReopening() throws IOException {
    OutgoingParcel parcel = parcel("case-1", 4);
    receiver.offer(Hospitals.SPOKE, read(parcel.offer()));
    putAll(receiver, parcel);
    try (RandomAccessFile part =
        new RandomAccessFile(
            hub.room.directory().resolve("incoming/district-1/case-1-study.part").toFile(), "rw")) {
      part.seek(LinkLimits.CHUNK_BYTES + 77);
      part.write(new byte[4096]);
    }

    Receiver reopened = new Receiver(hub.room, new LinkCounters());
    assertThat(lacking(reopened.offer(Hospitals.SPOKE, read(parcel.offer()))).stream())
        .containsExactly(8, 9, 10, 11, 12, 13, 14, 15);
  }

  @Test
  void aCorruptChunkIsNotKeptAndIsAskedForAgain() throws IOException {
    OutgoingParcel parcel = parcel("case-1", 2);
    receiver.offer(Hospitals.SPOKE, read(parcel.offer()));
    byte[] corrupt = parcel.piece(3);
    corrupt[100] ^= 1;
    put(receiver, parcel, 0, 3);
    put(receiver, parcel, 4, 8);

    assertThat(receiver.piece(Hospitals.SPOKE, "case-1-study", 3, ByteBuffer.wrap(corrupt)))
        .isEqualTo(PieceOutcome.CORRUPT);
    assertThat(lacking(receiver.offer(Hospitals.SPOKE, read(parcel.offer()))).stream())
        .startsWith(0, 1, 2, 3, 4, 5, 6, 7);
    put(receiver, parcel, 0);
    assertThat(lacking(receiver.offer(Hospitals.SPOKE, read(parcel.offer()))).nextSetBit(0))
        .isEqualTo(8);
  }

  @Test
  void whatIsProvenIsNotOverwrittenByALaterPiece() throws IOException {
    OutgoingParcel parcel = parcel("case-1", 1);
    receiver.offer(Hospitals.SPOKE, read(parcel.offer()));
    putAll(receiver, parcel);
    ByteBuffer garbage = ByteBuffer.allocate(LinkLimits.PIECE_BYTES);

    assertThat(receiver.piece(Hospitals.SPOKE, "case-1-study", 0, garbage))
        .isEqualTo(PieceOutcome.KEPT);
    assertThat(receiver.commit(Hospitals.SPOKE, "case-1-study"))
        .isInstanceOf(CommitOutcome.Committed.class);
  }

  @Test
  void whatTheArchiveHoldsAlreadyIsNotAskedFor() throws IOException {
    List<ParcelObject> objects =
        spoke.keep(Encapsulated.slices(directory.resolve("made"), "held", 6, 300_000));
    OutgoingParcel parcel = parcel("case-1", objects);
    for (ParcelObject object : objects.subList(0, 4)) {
      hub.store.put(spoke.store.file(object).orElseThrow(), object.sopInstanceUID());
    }
    BitSet lacking = lacking(receiver.offer(Hospitals.SPOKE, read(parcel.offer())));

    // The two that are not there, the head, and the chunks they lie in.
    assertThat(lacking.cardinality() * (long) LinkLimits.PIECE_BYTES)
        .isBetween(600_000L, 600_000L + 4 * LinkLimits.CHUNK_BYTES);
    lacking.stream().forEach(piece -> put(receiver, parcel, piece, piece + 1));
    assertThat(receiver.commit(Hospitals.SPOKE, "case-1-study"))
        .isInstanceOf(CommitOutcome.Committed.class);
  }

  @Test
  void theSameParcelTwiceIsReceivedOnceAndReceiptedAlike() throws IOException {
    OutgoingParcel parcel = parcel("case-1", 2);
    Receipt first = deliver(parcel);
    Receipt again =
        ((OfferOutcome.Delivered)
                new Receiver(hub.room, new LinkCounters())
                    .offer(Hospitals.SPOKE, read(parcel.offer())))
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
    receiver.offer(Hospitals.SPOKE, read(parcel.offer()));
    putAll(receiver, parcel);

    assertThat(receiver.commit(Hospitals.SPOKE, "case-1-study"))
        .isInstanceOf(CommitOutcome.Postponed.class);
    assertThat(hub.parcels.incomingReceipt("case-1-study")).isEmpty();
    hub.store.recover();
    assertThat(receiver.commit(Hospitals.SPOKE, "case-1-study"))
        .isInstanceOf(CommitOutcome.Committed.class);
  }

  @Test
  void aParcelWhoseHeadWasTornAtItsSenderIsRefusedAndNotReceiptedWithoutItsFiles()
      throws IOException {
    List<ParcelObject> objects = spoke.keep(Phantoms.slices(directory, "torn", 2, 64));
    Path head = directory.resolve("packs/case-1-study.head2");
    long whole = parcel("case-1", objects).content().sizeBytes();
    for (long left : new long[] {whole - 1, whole / 2, PackWriter.HEADER_BYTES, 3}) {
      try (RandomAccessFile file = new RandomAccessFile(head.toFile(), "rw")) {
        file.setLength(left);
      }
      packs = new OutgoingPacks(directory.resolve("packs"), spoke.store, spoke.room.pixels());
      OutgoingParcel torn = parcel("case-1", objects);
      receiver.offer(Hospitals.SPOKE, read(torn.offer()));
      putAll(receiver, torn);

      assertThat(receiver.commit(Hospitals.SPOKE, "case-1-study"))
          .isInstanceOf(CommitOutcome.Refused.class);
      assertThat(hub.store.uids()).isEmpty();
    }
    packs.discard("case-1-study");
    Receipt unused = deliver(parcel("case-1", objects));
    assertThat(hub.store.uids()).hasSize(2);
  }

  @Test
  void aFileOrFramesThatDoNotMatchTheManifestAreRefusedAndNothingIsKept() throws IOException {
    List<ParcelObject> honest = spoke.keep(Phantoms.slices(directory, "lie", 2, 64));
    String digest = honest.getFirst().fileDigest();
    for (ParcelObject lie :
        List.of(
            with(honest.get(1), digest, honest.get(1).framesDigest()),
            with(honest.get(1), honest.get(1).fileDigest(), digest))) {
      assertThat(refusal(honest, lie)).startsWith("object 2: the ");
    }
    assertThat(hub.store.uids()).isEmpty();
    assertThat(incomingFiles()).isEmpty();
    assertThat(hub.events.received).isEmpty();
  }

  @Test
  void digestsThatOnlyBeginAsTheManifestSaysAreRefusedToo() throws IOException {
    List<ParcelObject> honest = spoke.keep(Phantoms.slices(directory, "alike", 2, 64));
    ParcelObject second = honest.get(1);
    for (ParcelObject lie :
        List.of(
            with(second, likeAtFirst(second.fileDigest()), second.framesDigest()),
            with(second, second.fileDigest(), likeAtFirst(second.framesDigest())))) {
      assertThat(refusal(honest, lie))
          .isEqualTo("what came is not what the manifest's digest covers");
    }
    assertThat(hub.store.uids()).isEmpty();
  }

  /** The first four bytes of a digest, which is what an offer says of it, and others behind. */
  private static String likeAtFirst(String digest) {
    return digest.substring(0, 8) + "0".repeat(56);
  }

  /** Why a parcel is refused whose manifest says something else of its second object. */
  private String refusal(List<ParcelObject> honest, ParcelObject lie) throws IOException {
    OutgoingParcel packed = parcel("case-9", honest);
    ParcelManifest lying = spoke.manifest(Hospitals.HUB, "case-9", List.of(honest.getFirst(), lie));
    Offer offer = Offer.of(lying, packed.offer().layout(), packed.offer().content());
    receiver.offer(Hospitals.SPOKE, read(offer));
    putAll(receiver, new OutgoingParcel(offer, packed.content(), false));
    return ((CommitOutcome.Refused) receiver.commit(Hospitals.SPOKE, "case-9-study")).reason();
  }

  @Test
  void anObjectThatContradictsTheArchiveIsRefusedInWords() throws IOException {
    hub.store.answer(new StoreOutcome.Conflicting("1.2.3", "q1"));
    OutgoingParcel parcel = parcel("case-1", 1);
    receiver.offer(Hospitals.SPOKE, read(parcel.offer()));
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
    byte[] wire = Offer.of(spoke.manifest("central", "case-1", List.of())).wire();
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
    Offer other = Offer.of(spoke.manifest(Hospitals.HUB, "case-2", List.of()));
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
    OfferOutcome outcome = receiver.offer(Hospitals.SPOKE, read(Offer.of(manifest)));
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
    receiver.offer(Hospitals.SPOKE, read(parcel.offer()));
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
    ContentIndex content = parcel.offer().content();
    put(receiver, parcel, content.firstPiece(chunk), content.endPiece(chunk));
  }

  private static void put(Receiver receiver, OutgoingParcel parcel, int from, int to) {
    try {
      for (int piece = from; piece < to; piece++) {
        PieceOutcome outcome =
            receiver.piece(
                Hospitals.SPOKE,
                parcel.offer().parcelId(),
                piece,
                ByteBuffer.wrap(parcel.piece(piece)));
        assertThat(outcome).isIn(PieceOutcome.KEPT, PieceOutcome.COMPLETE);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The offer as it arrives. */
  private static Offer read(Offer offer) throws IOException {
    return Offer.read(offer.wire(), LinkLimits.standard());
  }

  private static BitSet lacking(OfferOutcome outcome) {
    return ((OfferOutcome.Lacking) outcome).pieces();
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

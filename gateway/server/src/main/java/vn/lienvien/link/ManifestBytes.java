package vn.lienvien.link;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vn.lienvien.model.CaseObject;
import vn.lienvien.model.ParcelKind;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.ParcelObject;
import vn.lienvien.model.Priority;
import vn.lienvien.model.ProofState;

/**
 * A manifest as bytes, the ones that a receipt's {@code manifestDigest} covers: {@code "LVM2"}, the
 * parcel's fields, then the objects' fields column by column, so that zstd meets like beside like
 * and digests, which it cannot shrink, are 32 bytes. Fields and their order: docs/link-protocol.md.
 * The same manifest always gives the same bytes.
 *
 * <p>In brief, as it is offered, it begins with {@code "LVM4"} and holds of every digest the first
 * four bytes only.
 */
final class ManifestBytes {
  private static final int MAGIC = 0x4c564d32;
  private static final int BRIEF_MAGIC = 0x4c564d34;

  /** Enough to tell objects apart; what proves them is the digest over the whole manifest. */
  static final int BRIEF_DIGEST_BYTES = 4;

  private static final int DIGEST_BYTES = 32;

  private ManifestBytes() {}

  static byte[] of(ParcelManifest manifest) {
    return bytes(manifest, MAGIC, DIGEST_BYTES);
  }

  /** The manifest as it is offered. */
  static byte[] brief(ParcelManifest manifest) {
    return bytes(manifest, BRIEF_MAGIC, BRIEF_DIGEST_BYTES);
  }

  private static byte[] bytes(ParcelManifest manifest, int magic, int digestBytes) {
    WireWriter out = new WireWriter().u32(magic);
    out.text(manifest.parcelId())
        .text(manifest.kind().name())
        .text(manifest.caseId())
        .text(manifest.fromSiteId())
        .text(manifest.toSiteId())
        .text(manifest.priority().name())
        .text(manifest.createdAt().toString())
        .text(manifest.envelope());
    List<ParcelObject> objects = manifest.objects();
    out.number(objects.size());
    objects.forEach(o -> out.text(o.sopInstanceUID()));
    objects.forEach(o -> out.text(o.sopClassUID()));
    objects.forEach(o -> out.text(o.seriesInstanceUID()));
    objects.forEach(o -> out.text(o.studyInstanceUID()));
    objects.forEach(o -> out.text(o.transferSyntaxUID()));
    objects.forEach(o -> out.text(o.kind().name()));
    objects.forEach(o -> out.text(o.proof().name()));
    objects.forEach(o -> out.number(o.sizeBytes()));
    objects.forEach(o -> out.digest(o.fileDigest(), digestBytes));
    objects.forEach(o -> out.digestIfAny(o.framesDigest(), digestBytes));
    return out.toByteArray();
  }

  /** Reads one in brief without believing; what it says is for {@link OfferRules} to judge. */
  static ParcelManifest read(byte[] bytes) throws LinkFormatException {
    WireReader in = new WireReader(bytes);
    if (in.u32() != BRIEF_MAGIC) {
      throw new LinkFormatException("not a manifest");
    }
    return new ParcelManifest(
        in.text(),
        in.constant(ParcelKind.class),
        in.text(),
        in.text(),
        in.text(),
        in.constant(Priority.class),
        instant(in.text()),
        in.text(),
        objects(in));
  }

  private static List<ParcelObject> objects(WireReader in) throws LinkFormatException {
    int count = in.count();
    List<String> instances = texts(in, count);
    List<String> classes = texts(in, count);
    List<String> series = texts(in, count);
    List<String> studies = texts(in, count);
    List<String> syntaxes = texts(in, count);
    List<CaseObject.Kind> kinds = constants(in, count, CaseObject.Kind.class);
    List<ProofState> proofs = constants(in, count, ProofState.class);
    long[] sizes = new long[count];
    for (int i = 0; i < count; i++) {
      sizes[i] = in.number();
    }
    String[] files = new String[count];
    for (int i = 0; i < count; i++) {
      files[i] = in.digest(BRIEF_DIGEST_BYTES);
    }
    List<ParcelObject> objects = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      objects.add(
          new ParcelObject(
              instances.get(i),
              classes.get(i),
              series.get(i),
              studies.get(i),
              syntaxes.get(i),
              kinds.get(i),
              sizes[i],
              files[i],
              in.digestIfAny(BRIEF_DIGEST_BYTES),
              proofs.get(i)));
    }
    return objects;
  }

  private static List<String> texts(WireReader in, int count) throws LinkFormatException {
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(in.text());
    }
    return texts;
  }

  private static <E extends Enum<E>> List<E> constants(WireReader in, int count, Class<E> type)
      throws LinkFormatException {
    List<E> constants = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      constants.add(in.constant(type));
    }
    return constants;
  }

  private static Instant instant(String text) throws LinkFormatException {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new LinkFormatException("a time that is not one");
    }
  }
}

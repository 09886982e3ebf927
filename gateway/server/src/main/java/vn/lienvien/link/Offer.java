package vn.lienvien.link;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.ParcelObject;

/**
 * A parcel as one end offers it to the other: the manifest, how its content is laid out, and the
 * digests of the content's chunks. On the wire one zstd frame of
 *
 * <pre>
 * 4 bytes   "LVO3"
 * 32 bytes  SHA-256 of the manifest in full, which a receipt covers
 * u32       length M of the manifest in brief
 * M bytes   manifest in brief: of every digest only its first bytes, see {@link ManifestBytes}
 * u32       length L of the layout
 * L bytes   layout, see {@link ContentLayout}
 * u64       length S of the content
 * 32 bytes  SHA-256, for each of the chunks
 * </pre>
 *
 * Integers are big endian. Digests do not compress, and the receiver computes them all anyway: the
 * beginnings find what it has and name the object at fault, the manifest's digest proves.
 * Immutable.
 */
final class Offer {
  private static final int MAGIC = 0x4c564f33;
  private static final int LEVEL = 19;

  private final ParcelManifest manifest;
  private final byte[] brief;
  private final String manifestDigest;
  private final ContentLayout layout;
  private final ContentIndex content;

  private Offer(Said said, ContentLayout layout, ContentIndex content) {
    this.manifest = said.manifest();
    this.brief = said.brief();
    this.manifestDigest = said.digest();
    this.layout = layout;
    this.content = content;
  }

  private record Said(ParcelManifest manifest, byte[] brief, String digest) {}

  static Offer of(ParcelManifest manifest, ContentLayout layout, ContentIndex content) {
    Said said = new Said(manifest, ManifestBytes.brief(manifest), digest(manifest));
    return new Offer(said, layout, content);
  }

  /** The offer of a parcel without objects. */
  static Offer of(ParcelManifest manifest) {
    return of(manifest, ContentLayout.none(), ContentIndex.empty());
  }

  /** Reads an offer without believing it; what it says is for {@link OfferRules} to judge. */
  static Offer read(byte[] wire, LinkLimits limits) throws IOException {
    long size = Zstd.getFrameContentSize(wire);
    if (size < 8 || size > limits.offerBytes()) {
      throw new LinkFormatException("not an offer, or one beyond the limit");
    }
    WireReader in;
    try {
      in = new WireReader(Zstd.decompress(wire, (int) size));
    } catch (ZstdException e) {
      throw new LinkFormatException("the offer is damaged");
    }
    if (in.u32() != MAGIC) {
      throw new LinkFormatException("not an offer");
    }
    String digest = in.digest();
    int length = in.u32();
    if (length < 0 || length > limits.manifestBytes()) {
      throw new LinkFormatException("a manifest of " + length + " bytes is beyond the limit");
    }
    byte[] brief = in.bytes(length);
    ContentLayout layout = ContentLayout.read(in.bytes(in.u32()));
    return new Offer(
        new Said(ManifestBytes.read(brief), brief, digest),
        layout,
        ContentIndex.read(ByteBuffer.wrap(in.rest()), layout.headBytes(), limits));
  }

  byte[] wire() {
    return Zstd.compress(plain(), LEVEL);
  }

  /** SHA-256 of the offer, uncompressed: the name under which it is asked for again. */
  byte[] digest() {
    return Digests.sha256().digest(plain());
  }

  private byte[] plain() {
    byte[] laidOut = layout.wire();
    ByteBuffer buffer =
        ByteBuffer.allocate(44 + brief.length + laidOut.length + content.wireBytes());
    buffer.putInt(MAGIC).put(HexFormat.of().parseHex(manifestDigest));
    buffer.putInt(brief.length).put(brief);
    buffer.putInt(laidOut.length).put(laidOut);
    content.write(buffer);
    return buffer.array();
  }

  /** With whole digests at the sender, with their beginnings where it was read. */
  ParcelManifest manifest() {
    return manifest;
  }

  /** Whether a manifest with whole digests is the one that is offered. */
  boolean isFor(ParcelManifest whole) {
    return digest(whole).equals(manifestDigest);
  }

  /** SHA-256 hex of the files, in the manifest's order. */
  List<String> fileDigests() {
    return manifest.objects().stream().map(ParcelObject::fileDigest).toList();
  }

  ContentLayout layout() {
    return layout;
  }

  ContentIndex content() {
    return content;
  }

  String parcelId() {
    return manifest.parcelId();
  }

  /** SHA-256 hex of the manifest's bytes in full. */
  String manifestDigest() {
    return manifestDigest;
  }

  private static String digest(ParcelManifest whole) {
    return Digests.hex(ManifestBytes.of(whole));
  }
}

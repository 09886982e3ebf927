package vn.lienvien.link;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import vn.lienvien.model.ParcelManifest;
import vn.lienvien.model.ParcelObject;

/**
 * A parcel as one end offers it to the other: the manifest, how its content is laid out, and the
 * digests of the content's chunks. On the wire one zstd frame of
 *
 * <pre>
 * 4 bytes   "LVO2"
 * u32       length M of the manifest
 * M bytes   manifest: exactly these bytes are what a receipt's digest covers
 * u32       length L of the layout
 * L bytes   layout, see {@link ContentLayout}
 * u64       length S of the content
 * 32 bytes  SHA-256, for each of the chunks
 * </pre>
 *
 * Integers are big endian. Immutable.
 */
final class Offer {
  private static final int MAGIC = 0x4c564f32;
  private static final int LEVEL = 15;

  private final ParcelManifest manifest;
  private final byte[] manifestBytes;
  private final ContentLayout layout;
  private final ContentIndex content;

  private Offer(
      ParcelManifest manifest, byte[] manifestBytes, ContentLayout layout, ContentIndex content) {
    this.manifest = manifest;
    this.manifestBytes = manifestBytes;
    this.layout = layout;
    this.content = content;
  }

  static Offer of(ParcelManifest manifest, ContentLayout layout, ContentIndex content) {
    return new Offer(manifest, ManifestBytes.of(manifest), layout, content);
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
    int length = in.u32();
    if (length < 0 || length > limits.manifestBytes()) {
      throw new LinkFormatException("a manifest of " + length + " bytes is beyond the limit");
    }
    byte[] manifest = in.bytes(length);
    ContentLayout layout = ContentLayout.read(in.bytes(in.u32()));
    return new Offer(
        ManifestBytes.read(manifest),
        manifest,
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
        ByteBuffer.allocate(12 + manifestBytes.length + laidOut.length + content.wireBytes());
    buffer.putInt(MAGIC).putInt(manifestBytes.length).put(manifestBytes);
    buffer.putInt(laidOut.length).put(laidOut);
    content.write(buffer);
    return buffer.array();
  }

  ParcelManifest manifest() {
    return manifest;
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

  /** SHA-256 hex of the manifest's bytes as sent. */
  String manifestDigest() {
    return Digests.hex(manifestBytes);
  }
}

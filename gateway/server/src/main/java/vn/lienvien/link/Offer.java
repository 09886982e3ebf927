package vn.lienvien.link;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import vn.lienvien.model.ParcelManifest;

/**
 * A parcel as one end offers it to the other: the manifest and the digests of its content's chunks.
 * On the wire one zstd frame of
 *
 * <pre>
 * 4 bytes   "LVO1"
 * u32       length M of the manifest
 * M bytes   manifest, JSON, UTF-8: exactly these bytes are what a receipt's digest covers
 * u64       length S of the content
 * u32       length of every chunk but the last, 262144
 * 32 bytes  SHA-256, for each of the chunks
 * </pre>
 *
 * Integers are big endian. Immutable.
 */
final class Offer {
  private static final int MAGIC = 0x4c564f31;
  private static final int LEVEL = 9;
  private static final LinkJson JSON = new LinkJson();

  private final ParcelManifest manifest;
  private final byte[] manifestBytes;
  private final ContentIndex content;

  private Offer(ParcelManifest manifest, byte[] manifestBytes, ContentIndex content) {
    this.manifest = manifest;
    this.manifestBytes = manifestBytes;
    this.content = content;
  }

  static Offer of(ParcelManifest manifest, ContentIndex content) {
    return new Offer(manifest, JSON.bytes(manifest), content);
  }

  /** Reads an offer without believing it; what it says is for {@link OfferRules} to judge. */
  static Offer read(byte[] wire, LinkLimits limits) throws IOException {
    long size = Zstd.getFrameContentSize(wire);
    if (size < 8 || size > limits.offerBytes()) {
      throw new LinkFormatException("not an offer, or one beyond the limit");
    }
    ByteBuffer buffer;
    try {
      buffer = ByteBuffer.wrap(Zstd.decompress(wire, (int) size));
    } catch (ZstdException e) {
      throw new LinkFormatException("the offer is damaged");
    }
    if (buffer.remaining() < 8 || buffer.getInt() != MAGIC) {
      throw new LinkFormatException("not an offer");
    }
    int length = buffer.getInt();
    if (length < 0 || length > limits.manifestBytes() || length > buffer.remaining()) {
      throw new LinkFormatException("a manifest of " + length + " bytes is beyond the limit");
    }
    byte[] manifest = new byte[length];
    buffer.get(manifest);
    return new Offer(
        JSON.read(manifest, ParcelManifest.class), manifest, ContentIndex.read(buffer, limits));
  }

  byte[] wire() {
    ByteBuffer buffer = ByteBuffer.allocate(8 + manifestBytes.length + content.wireBytes());
    buffer.putInt(MAGIC).putInt(manifestBytes.length).put(manifestBytes);
    content.write(buffer);
    return Zstd.compress(buffer.array(), LEVEL);
  }

  ParcelManifest manifest() {
    return manifest;
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

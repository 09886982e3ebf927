package vn.lienvien.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import vn.lienvien.dicom.vietnamese.SourceText;
import vn.lienvien.model.ProofState;

/**
 * What the intake journal knows of a file besides its bytes: enough to make file and row again.
 *
 * @param path where the archive keeps it, relative
 * @param text what the text of its data set is taken to be in, as {@link SourceText#of} reads it
 * @param revoked whether the entry takes back an earlier one of the same file instead
 */
record JournalEntry(
    String sopInstanceUID,
    String path,
    String framesDigest,
    ProofState proof,
    Instant storedAt,
    String text,
    boolean revoked) {

  JournalEntry revocation() {
    return new JournalEntry(sopInstanceUID, path, framesDigest, proof, storedAt, text, true);
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(400);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(sopInstanceUID);
      out.writeUTF(path);
      out.writeUTF(framesDigest);
      out.writeUTF(proof.name());
      out.writeLong(storedAt.getEpochSecond());
      out.writeInt(storedAt.getNano());
      out.writeUTF(text);
      out.writeBoolean(revoked);
    } catch (IOException e) {
      throw new UncheckedIOException("an array takes every byte", e);
    }
    return bytes.toByteArray();
  }

  static JournalEntry of(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return new JournalEntry(
          in.readUTF(),
          in.readUTF(),
          in.readUTF(),
          ProofState.valueOf(in.readUTF()),
          Instant.ofEpochSecond(in.readLong(), in.readInt()),
          in.readUTF(),
          in.readBoolean());
    }
  }
}

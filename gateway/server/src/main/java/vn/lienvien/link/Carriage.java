package vn.lienvien.link;

import java.io.IOException;

/**
 * How one direction of a link moves a parcel. An exception means that the connection is broken;
 * everything else is a result. Implementations are thread-safe.
 */
interface Carriage {
  /** Offers or fetches the manifest and learns which chunks are lacking. */
  Progress begin(String parcelId) throws IOException, InterruptedException;

  /** Moves one chunk. */
  ChunkOutcome carry(String parcelId, int chunk, int lane) throws IOException, InterruptedException;

  /** Everything has crossed: has it committed and the receipt brought home. */
  Progress end(String parcelId) throws IOException, InterruptedException;

  /** Chunks keep arriving corrupted: whatever is kept of it may be at fault. */
  void doubt(String parcelId) throws IOException, InterruptedException;
}

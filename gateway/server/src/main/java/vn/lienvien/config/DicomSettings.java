package vn.lienvien.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.lienvien.dicom.vietnamese.SourceText;

/**
 * The gateway as a DICOM application entity, its PACS and its peers.
 *
 * @param port 0 to listen on any free one
 * @param peers the only AE titles and addresses that may associate, besides the PACS
 */
public record DicomSettings(
    String aeTitle,
    String bind,
    int port,
    Optional<Pacs> pacs,
    List<Peer> peers,
    Timeouts timeouts) {

  /**
   * The hospital's archive: where studies are found and results are stored.
   *
   * @param quiet how long its answers about a study must stay the same before the study counts as
   *     complete: images may still be on their way to it
   * @param text what its Vietnamese text is in, whatever (0008,0005) says
   */
  public record Pacs(
      String aeTitle,
      String host,
      int port,
      StorageCommitment storageCommitment,
      Duration quiet,
      SourceText text) {
    public static final Duration DEFAULT_QUIET = Duration.ofSeconds(30);

    public Pacs(
        String aeTitle,
        String host,
        int port,
        StorageCommitment storageCommitment,
        Duration quiet) {
      this(aeTitle, host, port, storageCommitment, quiet, new SourceText.Detected());
    }
  }

  /** Whether the PACS is asked to commit to what was stored (PS3.4 J). */
  public enum StorageCommitment {
    /** Where it accepts the SOP class. */
    AUTO,
    /** Never: C-FIND is the proof. */
    NEVER
  }

  /**
   * An application entity that may associate with us.
   *
   * @param host also its C-MOVE destination address
   * @param text what its Vietnamese text is in, whatever (0008,0005) says
   */
  public record Peer(String aeTitle, String host, int port, Set<PeerRole> roles, SourceText text) {
    public Peer(String aeTitle, String host, int port, Set<PeerRole> roles) {
      this(aeTitle, host, port, roles, new SourceText.Detected());
    }
  }

  /** What a peer may ask of us; C-ECHO is always allowed. */
  public enum PeerRole {
    STORE,
    QUERY,
    MOVE,
    GET
  }

  /**
   * How long to wait.
   *
   * @param response for the next response of an operation
   * @param idle before an association without traffic is closed
   */
  public record Timeouts(
      Duration connect, Duration associate, Duration release, Duration response, Duration idle) {
    public static final Timeouts DEFAULT =
        new Timeouts(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(300),
            Duration.ofSeconds(300));
  }
}

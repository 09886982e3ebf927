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
    Timeouts timeouts,
    Limits limits) {

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
   * @param user who it must say it is; anybody where this is empty
   */
  public record Peer(
      String aeTitle,
      String host,
      int port,
      Set<PeerRole> roles,
      SourceText text,
      Optional<PeerUser> user) {
    public Peer(String aeTitle, String host, int port, Set<PeerRole> roles) {
      this(aeTitle, host, port, roles, new SourceText.Detected(), Optional.empty());
    }
  }

  /**
   * A user identity (PS3.7 D.3.3.7).
   *
   * @param passcode of type 2; empty for a name alone, type 1
   */
  public record PeerUser(String name, Optional<String> passcode) {
    @Override
    public String toString() {
      return "PeerUser[name=" + name + "]";
    }
  }

  /** How many associations at once, in all and of one peer; more are rejected for the moment. */
  public record Limits(int associations, int associationsPerPeer) {
    public static final Limits DEFAULT = new Limits(200, 32);
  }

  /** What a peer may ask of us; C-ECHO is always allowed. */
  public enum PeerRole {
    STORE,
    QUERY,
    MOVE,
    GET,
    /** Asks for the modality worklist and reports performed procedure steps. */
    WORKLIST
  }

  /**
   * How long to wait.
   *
   * @param response for the next response of an operation
   * @param idle before an association without traffic is closed
   * @param artim for a connection that says nothing, or is to be closed (PS3.8 9.1.5)
   */
  public record Timeouts(
      Duration connect,
      Duration associate,
      Duration release,
      Duration response,
      Duration idle,
      Duration artim) {
    public static final Timeouts DEFAULT =
        new Timeouts(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(300),
            Duration.ofSeconds(300),
            Duration.ofSeconds(5));
  }
}

package vn.lienvien.dicom.net;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which requests of the other side are served, and by whom; immutable. A request without handler is
 * answered 0122H.
 *
 * @param normalized by the SOP class of the presentation context; storage commitment has handlers
 *     of its own
 */
public record Services(
    EchoHandler echo,
    Optional<StorageHandler> storage,
    Optional<QueryHandler> query,
    Optional<RetrieveHandler> retrieve,
    Optional<CommitmentHandler> commitment,
    Optional<CommitmentResultHandler> commitmentResult,
    Map<String, NormalizedHandler> normalized) {
  public Services {
    normalized = Map.copyOf(normalized);
  }

  /** Only C-ECHO, always successful. */
  public static Services echoOnly() {
    return new Services(
        association -> Status.SUCCESS,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  public Services withStorage(StorageHandler handler) {
    return new Services(
        echo, Optional.of(handler), query, retrieve, commitment, commitmentResult, normalized);
  }

  public Services withQuery(QueryHandler handler) {
    return new Services(
        echo, storage, Optional.of(handler), retrieve, commitment, commitmentResult, normalized);
  }

  public Services withRetrieve(RetrieveHandler handler) {
    return new Services(
        echo, storage, query, Optional.of(handler), commitment, commitmentResult, normalized);
  }

  public Services withCommitment(CommitmentHandler handler) {
    return new Services(
        echo, storage, query, retrieve, Optional.of(handler), commitmentResult, normalized);
  }

  public Services withCommitmentResult(CommitmentResultHandler handler) {
    return new Services(
        echo, storage, query, retrieve, commitment, Optional.of(handler), normalized);
  }

  /** Serves the N-services in contexts of a SOP class. */
  public Services withNormalized(String sopClassUID, NormalizedHandler handler) {
    Map<String, NormalizedHandler> more = new HashMap<>(normalized);
    more.put(sopClassUID, handler);
    return new Services(echo, storage, query, retrieve, commitment, commitmentResult, more);
  }
}

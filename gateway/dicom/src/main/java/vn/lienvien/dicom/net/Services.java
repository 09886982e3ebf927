package vn.lienvien.dicom.net;

import java.util.Optional;

/**
 * Which requests of the other side are served, and by whom; immutable. A request without handler is
 * answered 0122H.
 */
public record Services(
    EchoHandler echo,
    Optional<StorageHandler> storage,
    Optional<QueryHandler> query,
    Optional<RetrieveHandler> retrieve,
    Optional<CommitmentHandler> commitment,
    Optional<CommitmentResultHandler> commitmentResult) {
  /** Only C-ECHO, always successful. */
  public static Services echoOnly() {
    return new Services(
        association -> Status.SUCCESS,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public Services withStorage(StorageHandler handler) {
    return new Services(echo, Optional.of(handler), query, retrieve, commitment, commitmentResult);
  }

  public Services withQuery(QueryHandler handler) {
    return new Services(
        echo, storage, Optional.of(handler), retrieve, commitment, commitmentResult);
  }

  public Services withRetrieve(RetrieveHandler handler) {
    return new Services(echo, storage, query, Optional.of(handler), commitment, commitmentResult);
  }

  public Services withCommitment(CommitmentHandler handler) {
    return new Services(echo, storage, query, retrieve, Optional.of(handler), commitmentResult);
  }

  public Services withCommitmentResult(CommitmentResultHandler handler) {
    return new Services(echo, storage, query, retrieve, commitment, Optional.of(handler));
  }
}

package vn.lienvien.dicom.net;

import java.util.List;

/** What a {@link RetrieveHandler} answers: objects to send, or a refusal. */
public sealed interface RetrieveDecision {
  /** Send these; the toolkit runs the sub-operations and reports them. */
  record Send(List<? extends OutgoingInstance> instances) implements RetrieveDecision {
    public Send {
      instances = List.copyOf(instances);
    }
  }

  /** Send nothing and answer with this failure. */
  record Refuse(Status status) implements RetrieveDecision {}
}

package vn.lienvien.pull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.dicom.net.RetrieveResult;
import vn.lienvien.dicom.net.Status;

/** C-MOVE of some instances of a study, series by series, in lists that every PACS can take. */
record PartialMove(PacsNode pacs) {
  private static final Logger log = LoggerFactory.getLogger(PartialMove.class);

  /** A UID list longer than this makes some PACS fail. */
  private static final int UIDS_IN_ONE_MOVE = 100;

  /** What the PACS said last when it did not say success. */
  Optional<Status> move(String studyInstanceUID, List<RemoteInstance> wanted) throws IOException {
    Map<String, List<String>> bySeries = new LinkedHashMap<>();
    for (RemoteInstance instance : wanted) {
      bySeries
          .computeIfAbsent(instance.seriesInstanceUID(), uid -> new ArrayList<>())
          .add(instance.sopInstanceUID());
    }
    Optional<Status> fault = Optional.empty();
    for (Map.Entry<String, List<String>> series : bySeries.entrySet()) {
      List<String> uids = series.getValue();
      for (int from = 0; from < uids.size(); from += UIDS_IN_ONE_MOVE) {
        int to = Math.min(uids.size(), from + UIDS_IN_ONE_MOVE);
        var answer = pacs.moveInstances(studyInstanceUID, series.getKey(), uids.subList(from, to));
        Optional<Status> before = fault;
        fault = faultOf(answer).or(() -> before);
      }
    }
    return fault;
  }

  /** Why a move did not end in success, if it did not. */
  static Optional<Status> faultOf(RetrieveResult result) {
    if (result.status().isSuccess()) {
      return Optional.empty();
    }
    log.info("C-MOVE ended {}: {}", result.status(), result.subOperations());
    return Optional.of(result.status());
  }
}

package vn.lienvien.store;

import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienvien.dicom.net.AbortCause;
import vn.lienvien.dicom.net.Association;
import vn.lienvien.dicom.net.AssociationException;
import vn.lienvien.dicom.net.AssociationObserver;
import vn.lienvien.dicom.net.AssociationRequest;
import vn.lienvien.dicom.net.Rejection;
import vn.lienvien.metrics.Metrics;

/**
 * Counts what happens at the DICOM port; rejected peers are also logged, for the connection doctor.
 */
public final class AssociationMeters implements AssociationObserver {
  private static final Logger log = LoggerFactory.getLogger(AssociationMeters.class);
  private static final String METER = "lienvien.dimse.associations";

  private final Metrics metrics;

  public AssociationMeters(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void probed(InetSocketAddress remoteAddress) {
    metrics.count(METER, "end", "probed");
  }

  @Override
  public void violated(InetSocketAddress remoteAddress, AbortCause answer) {
    metrics.count(METER, "end", "violated");
  }

  @Override
  public void rejected(AssociationRequest request, Rejection why) {
    metrics.count(METER, "end", "rejected");
    log.info(
        "rejected {} at {}: {}",
        request.callingAETitle(),
        request.remoteAddress().getAddress(),
        why.advice());
  }

  @Override
  public void released(Association association) {
    metrics.count(METER, "end", "released");
  }

  @Override
  public void broken(Association association, AssociationException why) {
    metrics.count(METER, "end", "broken");
    log.info("association {} broke: {}", association.id(), why.getMessage());
  }
}

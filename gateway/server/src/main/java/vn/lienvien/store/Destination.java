package vn.lienvien.store;

import java.io.IOException;
import java.util.List;
import vn.lienvien.model.InstanceRecord;

/** A place that takes objects and can be asked what it has. Thread-safe. */
public interface Destination {
  /** Brings what is not there yet and tells for each object how it is known to be there. */
  Delivery deliver(List<InstanceRecord> instances) throws IOException, InterruptedException;
}

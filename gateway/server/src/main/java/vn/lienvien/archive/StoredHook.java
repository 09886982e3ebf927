package vn.lienvien.archive;

import vn.lienvien.database.Transaction;
import vn.lienvien.model.InstanceRecord;

/**
 * What else is committed with an instance: it runs in the transaction that stores it, and again
 * whenever the same content comes again.
 */
@FunctionalInterface
public interface StoredHook {
  /** Nothing else; an instance without more to commit is acknowledged sooner. */
  StoredHook NONE = (_, _) -> {};

  void stored(Transaction transaction, InstanceRecord instance);
}

package vn.lienvien.dicom.data;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Groups of SOP classes (PS3.4, PS3.6 annex A); immutable. */
public final class SopClasses {
  private static final Set<String> STORAGE = Collections.unmodifiableSet(findStorage());

  private SopClasses() {}

  /** Every SOP class of PS3.6 that C-STORE can carry, retired ones too, in UID order. */
  public static Set<String> storage() {
    return STORAGE;
  }

  /** Whether this is a storage SOP class of PS3.6. */
  public static boolean isStorage(String sopClassUID) {
    return STORAGE.contains(sopClassUID);
  }

  private static Set<String> findStorage() {
    Set<String> found = new LinkedHashSet<>();
    for (UIDRegistry.Entry entry : UIDRegistry.entries().values()) {
      if (entry.type().equals("SOP Class") && isStorageKeyword(entry.keyword())) {
        found.add(entry.uid());
      }
    }
    return found;
  }

  /** DICOMDIR is written to media, never stored; commitment and management are other services. */
  private static boolean isStorageKeyword(String keyword) {
    return keyword.contains("Storage")
        && !keyword.startsWith("StorageCommitment")
        && !keyword.startsWith("MediaStorageDirectory");
  }
}

package vn.lienvien.archive;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import vn.lienvien.model.Assignment;
import vn.lienvien.model.ConsultationCase;

/**
 * A case as a list shows it.
 *
 * @param modalities of the images of the case's study as far as it is here
 */
public record CaseListing(
    ConsultationCase consultation,
    int numberOfImages,
    boolean signed,
    List<String> modalities,
    Optional<Assignment> assignment,
    CriticalState critical) {

  /** Whether the requesting doctor knows of what was found. */
  public enum CriticalState {
    NONE,
    /** A critical finding waits for its acknowledgement. */
    OPEN,
    ACKNOWLEDGED
  }

  /** The modalities without those of reports and presentations, which stand beside images. */
  public static List<String> ofImages(Collection<String> modalities) {
    List<String> images =
        modalities.stream().filter(m -> !CaseFacets.NO_IMAGES.contains(m)).toList();
    return images.isEmpty() ? List.copyOf(modalities) : images;
  }
}

package vn.lienvien.archive;

import java.util.List;
import vn.lienvien.model.ConsultationCase;

/**
 * A case as a list shows it.
 *
 * @param modalities of the case's study as far as it is here
 */
public record CaseListing(
    ConsultationCase consultation, int numberOfImages, boolean signed, List<String> modalities) {}

package vn.lienvien.dicom.net;

import java.util.Optional;
import vn.lienvien.dicom.data.Attributes;

/** The response to an N-ACTION or N-EVENT-REPORT (PS3.7 10.1). */
public record NormalizedReply(Status status, Optional<Attributes> information) {}

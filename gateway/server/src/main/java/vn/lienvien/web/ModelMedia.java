package vn.lienvien.web;

import java.util.List;

/** In which model data sets are answered (PS3.18 8.7.3.1 table, F; PS3.19 A). */
enum ModelMedia {
  DICOM_JSON("application/dicom+json"),
  JSON("application/json"),
  /** One document a part of multipart/related. */
  DICOM_XML("application/dicom+xml");

  private final String type;

  ModelMedia(String type) {
    this.type = type;
  }

  String type() {
    return type;
  }

  /** The first that is accepted; JSON for who does not say; else the request ends with 406. */
  static ModelMedia of(Exchange exchange) {
    List<MediaType> ranges = Accepted.of(exchange);
    if (ranges.isEmpty()) {
      return DICOM_JSON;
    }
    for (MediaType range : ranges) {
      if (range.includes(DICOM_JSON.type)) {
        return DICOM_JSON;
      }
      if (range.includes(JSON.type)) {
        return JSON;
      }
      boolean multipart = range.name().equals(FrameMedia.MULTIPART);
      if (multipart && range.parameter("type").orElse("").equals(DICOM_XML.type)) {
        return DICOM_XML;
      }
    }
    throw new HttpFault(
        ErrorCode.NOT_ACCEPTABLE,
        "this is had as application/dicom+json, or multipart/related of application/dicom+xml");
  }
}

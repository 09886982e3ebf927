package vn.lienvien.web;

import io.vertx.core.http.HttpServerRequest;
import vn.lienvien.model.InstanceRecord;

/** Absolute addresses of DICOMweb resources, as the client reaches this server. */
final class ResourceUri {
  private final String base;

  ResourceUri(HttpServerRequest request) {
    String scheme = request.getHeader("X-Forwarded-Proto");
    String authority = request.authority() == null ? "localhost" : request.authority().toString();
    base = ("https".equals(scheme) ? "https" : request.scheme()) + "://" + authority + "/dicom-web";
  }

  String study(String studyInstanceUID) {
    return base + "/studies/" + studyInstanceUID;
  }

  String series(String studyInstanceUID, String seriesInstanceUID) {
    return study(studyInstanceUID) + "/series/" + seriesInstanceUID;
  }

  String instance(InstanceRecord instance) {
    return series(instance.studyInstanceUID(), instance.seriesInstanceUID())
        + "/instances/"
        + instance.sopInstanceUID();
  }
}

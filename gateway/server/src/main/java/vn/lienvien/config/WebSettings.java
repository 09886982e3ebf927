package vn.lienvien.config;

/**
 * Where the web page, its API and DICOMweb are served.
 *
 * @param displaysCalibrated the site answers for its displays: calibrated for primary diagnosis by
 *     PS3.14; the page then no longer says that they are not
 */
public record WebSettings(String bind, int port, boolean displaysCalibrated) {}

package vn.lienvien.config;

/** Where the web page, its API and DICOMweb are served. */
public record WebSettings(String bind, int port) {}

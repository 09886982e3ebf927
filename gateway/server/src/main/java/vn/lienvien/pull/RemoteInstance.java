package vn.lienvien.pull;

/** An instance that the PACS has. */
public record RemoteInstance(String seriesInstanceUID, String sopInstanceUID) {}

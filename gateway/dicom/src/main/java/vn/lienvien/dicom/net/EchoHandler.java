package vn.lienvien.dicom.net;

/** Serves C-ECHO as SCP (PS3.4 A). */
public interface EchoHandler {
  Status echo(Association association);
}

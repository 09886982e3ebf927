package vn.lienvien.web;

import java.io.IOException;
import java.util.List;
import vn.lienvien.dicom.data.Attributes;

/** Asks this site's PACS for studies (pull). */
@FunctionalInterface
public interface PacsSearch {
  /**
   * @param keys what to match at STUDY level
   * @throws IOException when the PACS did not answer; its message holds no patient data
   */
  List<Attributes> studies(Attributes keys) throws IOException;
}

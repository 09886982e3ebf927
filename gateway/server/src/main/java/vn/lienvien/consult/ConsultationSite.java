package vn.lienvien.consult;

import java.util.List;
import java.util.Optional;
import vn.lienvien.config.Deadlines;
import vn.lienvien.model.Site;

/**
 * What consultations need to know of this site.
 *
 * @param hasPacs whether a PACS belongs to the places where the law wants the case stored
 * @param consultingSites whom this site may ask; the first is asked when an order names none
 */
public record ConsultationSite(
    Site self, boolean hasPacs, List<Site> consultingSites, Deadlines deadlines) {
  public ConsultationSite {
    consultingSites = List.copyOf(consultingSites);
  }

  Optional<Site> consultingSite(String siteId) {
    return consultingSites.stream().filter(site -> site.siteId().equals(siteId)).findFirst();
  }

  /** This site, if it is one without a PACS. */
  List<String> withoutPacs() {
    return hasPacs ? List.of() : List.of(self.siteId());
  }
}

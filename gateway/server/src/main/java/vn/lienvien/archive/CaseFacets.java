package vn.lienvien.archive;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import vn.lienvien.database.Row;
import vn.lienvien.model.CaseRole;
import vn.lienvien.model.Site;

/** What a list of cases can be narrowed down by. */
final class CaseFacets {
  /** Series of reports and presentations stand beside images; a list names them only alone. */
  static final List<String> NO_IMAGES = List.of("SR", "DOC", "KO", "PR");

  private CaseFacets() {}

  /** The other sites of one side's cases. */
  static List<Site> sites(Handle handle, Optional<CaseRole> role) {
    return handle
        .createQuery(
            """
            SELECT DISTINCT
              CASE case_role WHEN 'CONSULTING' THEN requesting_site_id
                ELSE consulting_site_id END AS site_id,
              CASE case_role WHEN 'CONSULTING' THEN requesting_site_name
                ELSE consulting_site_name END AS site_name
            FROM consultation_case WHERE case_role = COALESCE(:role, case_role)
            ORDER BY site_name, site_id\
            """)
        .bind("role", role.map(CaseRole::name).orElse(null))
        .map(Row.to(row -> new Site(row.text("site_id"), row.text("site_name"))))
        .list();
  }

  /** Modalities of the images of one side's cases. */
  static List<String> modalities(Handle handle, Optional<CaseRole> role) {
    return handle
        .createQuery(
            """
            SELECT DISTINCT modality FROM series WHERE modality NOT IN (<none>)
              AND study_instance_uid IN (SELECT study_instance_uid FROM consultation_case
                WHERE case_role = COALESCE(:role, case_role))
            ORDER BY modality\
            """)
        .bindList("none", NO_IMAGES)
        .bind("role", role.map(CaseRole::name).orElse(null))
        .mapTo(String.class)
        .list();
  }
}

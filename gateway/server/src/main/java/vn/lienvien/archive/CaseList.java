package vn.lienvien.archive;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import vn.lienvien.archive.CaseListing.CriticalState;
import vn.lienvien.database.Row;
import vn.lienvien.model.Assignment;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.Priority;

/** The reading list's queries. */
final class CaseList {
  private static final String FROM =
      """
      FROM consultation_case c
      LEFT JOIN assignment a ON a.case_id = c.case_id
      LEFT JOIN (
        SELECT case_id,
          SUM(CASE kind WHEN 'CRITICAL_FINDING' THEN 1 ELSE 0 END) AS findings,
          SUM(CASE kind WHEN 'CRITICAL_FINDING' THEN 1 ELSE -1 END) AS open_findings
        FROM case_note WHERE kind IN ('CRITICAL_FINDING', 'CRITICAL_ACKNOWLEDGED')
        GROUP BY case_id) n ON n.case_id = c.case_id
      """;

  private CaseList() {}

  static CasePage page(Handle handle, CaseFilter filter) {
    Map<CaseState, Long> counts = counts(handle, filter);
    long total =
        counts.entrySet().stream()
            .filter(e -> filter.states().isEmpty() || filter.states().contains(e.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    List<CaseListing> cases = cases(handle, filter);
    return new CasePage(
        total,
        counts,
        cases,
        CaseFacets.sites(handle, filter.role()),
        CaseFacets.modalities(handle, filter.role()));
  }

  private static Map<CaseState, Long> counts(Handle handle, CaseFilter filter) {
    Conditions conditions = conditions(filter);
    Query query =
        handle.createQuery(
            "SELECT c.state AS state, COUNT(*) AS cases %s WHERE %s GROUP BY c.state"
                .formatted(FROM, conditions.sql()));
    Map<CaseState, Long> counts = new EnumMap<>(CaseState.class);
    conditions
        .bind(query)
        .map(Row.to(row -> Map.entry(row.constant("state", CaseState.class), row.number("cases"))))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }

  private static List<CaseListing> cases(Handle handle, CaseFilter filter) {
    Conditions conditions = conditions(filter);
    conditions.anyOf("c.state", filter.states().stream().map(CaseState::name).toList());
    Query query =
        handle.createQuery(
            """
            SELECT c.*, a.username, a.display_name, a.since, n.findings, n.open_findings,
              (SELECT COUNT(*) FROM case_object o
               WHERE o.case_id = c.case_id AND o.kind = 'IMAGE') AS images,
              (SELECT COUNT(*) FROM reading_result r
               WHERE r.case_id = c.case_id AND r.signed_at IS NOT NULL) AS signatures
            %s WHERE %s ORDER BY %s LIMIT :limit OFFSET :offset\
            """
                .formatted(FROM, conditions.sql(), filter.order().sql()));
    List<CaseListing> bare =
        conditions
            .bind(query)
            .bind("limit", filter.limit())
            .bind("offset", filter.offset())
            .map(Row.to(CaseList::listing))
            .list();
    return withModalities(handle, bare);
  }

  private static CaseListing listing(Row row) {
    return new CaseListing(
        CaseRows.consultation(row),
        row.integer("images"),
        row.number("signatures") > 0,
        List.of(),
        row.instantIfAny("since")
            .map(since -> new Assignment(row.text("username"), row.text("display_name"), since)),
        critical(row.number("findings"), row.number("open_findings")));
  }

  private static CriticalState critical(long findings, long open) {
    if (findings == 0) {
      return CriticalState.NONE;
    }
    return open > 0 ? CriticalState.OPEN : CriticalState.ACKNOWLEDGED;
  }

  private static List<CaseListing> withModalities(Handle handle, List<CaseListing> bare) {
    List<String> studies =
        bare.stream().map(c -> c.consultation().studyInstanceUID()).distinct().toList();
    if (studies.isEmpty()) {
      return bare;
    }
    Map<String, TreeSet<String>> modalities = new LinkedHashMap<>();
    handle
        .createQuery("SELECT * FROM series WHERE study_instance_uid IN (<studies>)")
        .bindList("studies", studies)
        .map(Row.to(row -> Map.entry(row.text("study_instance_uid"), row.text("modality"))))
        .forEach(
            e -> modalities.computeIfAbsent(e.getKey(), _ -> new TreeSet<>()).add(e.getValue()));
    return bare.stream()
        .map(c -> with(c, modalities.get(c.consultation().studyInstanceUID())))
        .collect(Collectors.toList());
  }

  private static CaseListing with(
      CaseListing bare, @org.jspecify.annotations.Nullable TreeSet<String> modalities) {
    return new CaseListing(
        bare.consultation(),
        bare.numberOfImages(),
        bare.signed(),
        modalities == null ? List.of() : CaseListing.ofImages(modalities),
        bare.assignment(),
        bare.critical());
  }

  private static Conditions conditions(CaseFilter filter) {
    Conditions conditions = new Conditions();
    filter.role().ifPresent(role -> conditions.equal("c.case_role", role.name()));
    filter.priority().map(Priority::ordinal).ifPresent(p -> conditions.equal("c.priority", p));
    CaseFilter.Details details = filter.details();
    details
        .modality()
        .ifPresent(modality ->
            conditions.inSubquery(
                "c.study_instance_uid",
                "SELECT s.study_instance_uid FROM series s WHERE ",
                List.of(new Conditions.Like("s.modality", Conditions.escaped(modality)))));
    details
        .siteId()
        .ifPresent(site ->
            conditions.equal(
                "CASE c.case_role WHEN 'CONSULTING' THEN c.requesting_site_id"
                    + " ELSE c.consulting_site_id END",
                site));
    details
        .assignee()
        .ifPresent(person ->
            conditions.equal("COALESCE(a.username, '" + CaseFilter.Details.NOBODY + "')", person));
    details.from().ifPresent(from -> conditions.atLeast("c.created_at", from));
    details.before().ifPresent(before -> conditions.lessThan("c.created_at", before));
    for (String word : Folding.foldName(filter.text()).split(" ", -1)) {
      if (!word.isEmpty()) {
        conditions.like("c.search_text", "%" + Conditions.escaped(word) + "%");
      }
    }
    return conditions;
  }
}

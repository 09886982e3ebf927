package vn.lienvien.web;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import vn.lienvien.archive.Cases;
import vn.lienvien.model.CaseRole;
import vn.lienvien.model.ConsultationCase;
import vn.lienvien.security.Account;
import vn.lienvien.security.Role;

/** Which cases a caller may see: each doctor their side's, the administrator all. */
final class CaseSight {
  private final Cases cases;

  CaseSight(Cases cases) {
    this.cases = cases;
  }

  /** The case of the path, if the caller may see it. */
  ConsultationCase caseOf(Exchange exchange) {
    Optional<ConsultationCase> found = cases.find(exchange.path("caseId"));
    ConsultationCase which = found.orElseThrow(() -> HttpFault.notFound("case"));
    if (!sides(exchange.account()).contains(which.role())) {
      throw new HttpFault(ErrorCode.FORBIDDEN, "this case is another role's");
    }
    return which;
  }

  static Set<CaseRole> sides(Account caller) {
    Set<CaseRole> sides = EnumSet.noneOf(CaseRole.class);
    for (Role role : caller.roles()) {
      switch (role) {
        case RADIOLOGIST -> sides.add(CaseRole.CONSULTING);
        case REQUESTING_DOCTOR -> sides.add(CaseRole.REQUESTING);
        case PACS_ADMINISTRATOR -> sides.addAll(EnumSet.allOf(CaseRole.class));
      }
    }
    return sides;
  }
}

import type { CaseDetail, Ledger, LedgerObject, LedgerPlace, Place, Site } from '../api/types';

/** One of the four places of Article 8(3); absent: the PACS of a site that has none. */
export interface Column {
  site: Site;
  place: Place;
  absent: boolean;
}

const KINDS: LedgerObject['kind'][] = ['IMAGE', 'IMAGE_RECEIPT', 'RESULT_SR', 'RESULT_PDF', 'MEASUREMENTS', 'KEY_IMAGES', 'PRESENTATION', 'RESULT_RECEIPT', 'ADDENDUM_SR', 'ADDENDUM_PDF'];

export const columnsOf = ({ requestingSite, consultingSite }: CaseDetail, { sitesWithoutPacs }: Ledger): Column[] =>
  [requestingSite, consultingSite].flatMap((site) =>
    (['GATEWAY', 'PACS'] as const).map((place) => ({ site, place, absent: place === 'PACS' && sitesWithoutPacs.includes(site.siteId) })),
  );

export const entryAt = (object: LedgerObject, { site, place }: Column): LedgerPlace | undefined =>
  object.places.find((one) => one.siteId === site.siteId && one.place === place);

/** Images first and the rest in the order they come to be. */
export const sortedObjects = (ledger: Ledger): LedgerObject[] =>
  [...ledger.objects].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));

export const storedAt = (objects: readonly LedgerObject[], column: Column): number =>
  objects.filter((object) => entryAt(object, column)).length;

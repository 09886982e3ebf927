import { expect, test } from 'vitest';
import type { CaseDetail, Ledger } from '../../src/api/types';
import { columnsOf } from '../../src/casefile/ledgerRows';

const sites = { requestingSite: { siteId: 'a', name: 'A' }, consultingSite: { siteId: 'b', name: 'B' } } as CaseDetail;
const ledger = (...sitesWithoutPacs: string[]): Ledger => ({ closed: false, sitesWithoutPacs, objects: [], documents: [] });

const absent = (of: Ledger) => columnsOf(sites, of).map((column) => `${column.site.siteId} ${column.place} ${column.absent}`);

test('a case has four places, and the PACS that a site has not is shown as absent, not as missing', () => {
  expect(absent(ledger())).toEqual(['a GATEWAY false', 'a PACS false', 'b GATEWAY false', 'b PACS false']);
  expect(absent(ledger('b'))).toEqual(['a GATEWAY false', 'a PACS false', 'b GATEWAY false', 'b PACS true']);
});

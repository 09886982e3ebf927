import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { gateway } from '../api/gateway';
import type { CaseDetail, Ledger as LedgerData, LedgerObject, LedgerPlace } from '../api/types';
import { useText } from '../i18n';
import { formatDateTime } from '../ui/clock';
import { CheckIcon, CrossIcon } from '../ui/icons';
import { Failure, Loading } from '../ui/states';
import { columnsOf, entryAt, sortedObjects, storedAt, type Column } from './ledgerRows';

const POLL_MS = 5000;

/** The ledger of Circular 49/2017/TT-BYT, Article 8(3): every object against the four places, and who signed for it. */
export function Ledger({ c }: { c: CaseDetail }) {
  const t = useText();
  const { data, error, refetch } = useQuery({
    queryKey: ['ledger', c.caseId],
    queryFn: ({ signal }) => gateway.ledger(c.caseId, signal),
    refetchInterval: (query) => (query.state.data?.closed ? false : POLL_MS),
  });
  return (
    <section className="card ledger" data-ledger={data?.closed ? 'closed' : 'open'}>
      <div className="card-head">
        <h2>{t('ledger.title')}</h2>
        {data && (
          <span className={data.closed ? 'verdict good' : 'verdict'}>
            {data.closed && <CheckIcon />}
            {data.closed ? t('ledger.closed') : t('ledger.open')}
          </span>
        )}
      </div>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading />}
      {data && data.objects.length === 0 && <p className="muted">{t('ledger.none')}</p>}
      {data && data.objects.length > 0 && <LedgerTable c={c} ledger={data} />}
      {data && <Signatures c={c} ledger={data} />}
    </section>
  );
}

function LedgerTable({ c, ledger }: { c: CaseDetail; ledger: LedgerData }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const columns = columnsOf(c, ledger);
  const objects = sortedObjects(ledger);
  const images = objects.filter((object) => object.kind === 'IMAGE');
  const rows = open ? objects : objects.filter((object) => object.kind !== 'IMAGE');
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={t('ledger.caption')}>
      <table className="plain-table ledger-table">
        <caption className="visually-hidden">{t('ledger.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('ledger.object')}</th>
            {columns.map(({ site, place, absent }) => (
              <th key={`${site.siteId} ${place}`} scope="col">
                {absent ? t('ledger.noPacs') : t(`ledger.place.${place}`)}
                <span className="sub">{site.name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {images.length > 0 && (
            <tr>
              <th scope="row">
                {t('worklist.images', { count: images.length })}
                <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
                  {open ? t('ledger.hideImages') : t('ledger.showImages')}
                </button>
              </th>
              {columns.map((column) => (
                <CountCell key={`${column.site.siteId} ${column.place}`} column={column} images={images} />
              ))}
            </tr>
          )}
          {rows.map((object) => (
            <ObjectRow key={object.sopInstanceUID} object={object} columns={columns} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CountCell({ column, images }: { column: Column; images: LedgerObject[] }) {
  const t = useText();
  const [done, all] = [storedAt(images, column), images.length];
  if (column.absent) return <td className="muted">–</td>;
  return (
    <td className={done === all ? 'good' : 'lacking'}>
      {done === all ? <CheckIcon /> : <CrossIcon />}
      {t('ledger.complete', { done, all })}
    </td>
  );
}

function ObjectRow({ object, columns }: { object: LedgerObject; columns: Column[] }) {
  const t = useText();
  return (
    <tr>
      <th scope="row">
        {t(`ledger.kind.${object.kind}`)}
        <span className="sub uid">{object.sopInstanceUID}</span>
      </th>
      {columns.map((column) => (
        <PlaceCell key={`${column.site.siteId} ${column.place}`} absent={column.absent} entry={entryAt(object, column)} />
      ))}
    </tr>
  );
}

function PlaceCell({ absent, entry }: { absent: boolean; entry: LedgerPlace | undefined }) {
  const t = useText();
  if (absent) return <td className="muted">–</td>;
  if (!entry) {
    return (
      <td className="lacking">
        <CrossIcon />
        {t('ledger.missing')}
      </td>
    );
  }
  return (
    <td className="good">
      <CheckIcon />
      <time dateTime={entry.storedAt}>{formatDateTime(entry.storedAt)}</time>
      <span className="sub">{t(`ledger.evidence.${entry.evidence}`)}</span>
      <Digest name={t('ledger.file')} digest={entry.fileDigest} />
      {entry.framesDigest && <Digest name={t('ledger.frames')} digest={entry.framesDigest} />}
    </td>
  );
}

/** Enough of a digest to compare by eye; all of it on hover and for copying from the API. */
function Digest({ name, digest }: { name: string; digest: string }) {
  return (
    <span className="sub digest" title={digest}>
      {name} <code>{digest.slice(0, 12)}…</code>
    </span>
  );
}

function Signatures({ c, ledger }: { c: CaseDetail; ledger: LedgerData }) {
  const t = useText();
  const nameOf = (siteId: string) => [c.requestingSite, c.consultingSite].find((site) => site.siteId === siteId)?.name ?? siteId;
  return (
    <div>
      <h3>{t('ledger.signatures')}</h3>
      {ledger.documents.length === 0 && <p className="muted">{t('ledger.noSignatures')}</p>}
      <ul className="signatures">
        {ledger.documents.map(({ kind, siteId, signedAt, valid }, i) => (
          <li key={i} className={valid ? 'good' : 'bad'} data-valid={valid}>
            {valid ? <CheckIcon /> : <CrossIcon />}
            <span>
              <b>{t(`ledger.document.${kind}`)}</b> · {nameOf(siteId)}
              <span className="sub">
                {valid ? t('ledger.valid') : t('ledger.invalid')} · {formatDateTime(signedAt)}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

import { Link } from 'react-router';
import { formatBytes } from '../admin/quantity';
import type { ParcelStatus } from '../api/types';
import { useLanguage, useText } from '../i18n';
import { formatDateTime, formatTime } from '../ui/clock';
import { useNow } from '../ui/now';
import { Reason } from '../ui/Reason';
import { PriorityBadge } from '../worklist/labels';
import { parcelOf } from './quantities';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What is on its way to the peer: how much has crossed, and when the rest will have. */
export function Parcels({ parcels }: { parcels: ParcelStatus[] }) {
  const t = useText();
  if (parcels.length === 0) return null;
  return (
    <>
      <h3>{t('lines.parcels')}</h3>
      <ul className="parcels">
        {parcels.map((parcel) => (
          <li key={parcel.parcelId} data-parcel={parcel.state}>
            <Parcel parcel={parcel} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Parcel({ parcel }: { parcel: ParcelStatus }) {
  const t = useText();
  const language = useLanguage();
  const { caseId, kind } = parcelOf(parcel.parcelId);
  const done = Math.max(0, parcel.totalBytes - parcel.remainingBytes);
  const name = kind ? t(`lines.kind.${kind}`, { defaultValue: parcel.parcelId }) : parcel.parcelId;
  const of = t('lines.of', { done: formatBytes(done, language), all: formatBytes(parcel.totalBytes, language) });
  return (
    <>
      <span className="parcel-name">
        {caseId ? <Link to={`/cases/${caseId}`}>{name}</Link> : name}
        {parcel.priority !== 'ROUTINE' && <PriorityBadge priority={parcel.priority} />}
      </span>
      <span>{t(`lines.states.${parcel.state}`)}</span>
      <progress value={done} max={Math.max(1, parcel.totalBytes)} aria-label={`${name}: ${of}`} />
      <span className="muted">{of}</span>
      <Expected at={parcel.expectedAt} />
      {parcel.lastError && (
        <span className="last-error">
          <Reason text={parcel.lastError} />
        </span>
      )}
    </>
  );
}

/** How long it will take, and the time of day that makes. */
function Expected({ at }: { at: string | null }) {
  const t = useText();
  const now = useNow(1000);
  if (!at) return <span />;
  const left = new Date(at).getTime() - now;
  const minutes = Math.round(left / MINUTE_MS);
  return (
    <span className="expected" title={t('lines.expected')}>
      {minutes < 1 ? t('lines.soon') : t('lines.minutesLeft', { minutes })} ({left < DAY_MS ? formatTime(at) : formatDateTime(at)})
    </span>
  );
}

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { evidenceCsvUrl, gateway } from '../api/gateway';
import type { LineEvidence } from '../api/types';
import { useLanguage, useText } from '../i18n';
import { dayAtHanoi, formatDay } from '../ui/clock';
import { Failure, Loading } from '../ui/states';
import { megabits, percent } from './quantities';

const DAYS_SHOWN = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What the lines did day by day (Circular 49, Article 8(4)), as kept for ten years. */
export function Evidence() {
  const t = useText();
  const [from, setFrom] = useState(() => dayAtHanoi(Date.now() - DAYS_SHOWN * DAY_MS));
  const [to, setTo] = useState(() => dayAtHanoi(Date.now()));
  const { data, error, refetch } = useQuery({
    queryKey: ['lines', from, to],
    queryFn: ({ signal }) => gateway.lineEvidence(from, to, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <section className="card">
      <h2>{t('evidence.title')}</h2>
      <p className="muted">{t('evidence.what')}</p>
      <div className="period">
        <label className="field">
          {t('evidence.from')}
          <input type="date" value={from} max={to} onChange={(event) => event.target.value && setFrom(event.target.value)} />
        </label>
        <label className="field">
          {t('evidence.to')}
          <input type="date" value={to} min={from} onChange={(event) => event.target.value && setTo(event.target.value)} />
        </label>
        <a className="button" href={evidenceCsvUrl(from, to)} download>
          {t('evidence.csv')}
        </a>
      </div>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.days.length === 0 && <p>{t('evidence.none')}</p>}
      {data && data.days.length > 0 && <Days days={data.days} />}
      {data && data.hub.length > 0 && <Hub hub={data.hub} />}
    </section>
  );
}

function Days({ days }: { days: LineEvidence['days'] }) {
  const t = useText();
  const language = useLanguage();
  const duration = useDuration();
  const numbers = ['availability', 'outages', 'longest', 'p5', 'p50', 'roundTrip'] as const;
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={t('evidence.title')}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('evidence.day')}</th>
            <th scope="col">{t('evidence.site')}</th>
            {numbers.map((name) => (
              <th key={name} scope="col" className="number">
                {t(`evidence.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((day) => (
            <tr key={`${day.day} ${day.siteId}`}>
              <td className="nowrap">{formatDay(day.day)}</td>
              <td className="nowrap">{day.siteId}</td>
              <td className="number">{percent(day.availability, language)}</td>
              <td className="number">{day.outages}</td>
              <td className="number nowrap">{day.longestOutageSeconds > 0 ? duration(day.longestOutageSeconds) : '–'}</td>
              {day.throughputP50Kbps > 0 ? (
                <>
                  <td className="number">{megabits(day.throughputP5Kbps, language)}</td>
                  <td className="number">{megabits(day.throughputP50Kbps, language)}</td>
                </>
              ) : (
                <td className="number muted nowrap" colSpan={2}>
                  {t('evidence.noThroughput')}
                </td>
              )}
              <td className="number nowrap">
                {day.roundTripP50Ms} / {day.roundTripP95Ms}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Hub({ hub }: { hub: LineEvidence['hub'] }) {
  const t = useText();
  const language = useLanguage();
  return (
    <>
      <h3>{t('evidence.hub')}</h3>
      <div className="table-scroll" tabIndex={0} role="group" aria-label={t('evidence.hub')}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('evidence.day')}</th>
              <th scope="col" className="number">
                {t('evidence.points')}
              </th>
              <th scope="col" className="number">
                {t('evidence.required')}
              </th>
            </tr>
          </thead>
          <tbody>
            {hub.toReversed().map((day) => (
              <tr key={day.day}>
                <td className="nowrap">{formatDay(day.day)}</td>
                <td className="number">{day.points}</td>
                <td className="number">{megabits(day.requiredKbps, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function useDuration() {
  const t = useText();
  return (seconds: number) => {
    if (seconds < 60) return t('evidence.seconds', { seconds });
    const minutes = Math.round(seconds / 60);
    return minutes < 60 ? t('evidence.minutes', { minutes }) : t('evidence.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  };
}

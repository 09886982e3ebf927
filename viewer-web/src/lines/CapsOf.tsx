import { useState } from 'react';
import type { LinkCapsOf, LinkCapsWindow } from '../api/types';
import { useLanguage, useText } from '../i18n';
import { CapsDialog } from './CapsDialog';
import { DAYS } from './caps';
import { formatRate } from './quantities';

/** The caps of a link in words, and the way to change them. */
export function CapsOf({ caps, name, zone }: { caps: LinkCapsOf; name: string; zone: string }) {
  const t = useText();
  const [editing, setEditing] = useState(false);
  return (
    <div className="caps" data-caps={caps.siteId}>
      <h3>{t('caps.title')}</h3>
      {caps.windows.length === 0 && <p>{t('caps.none')}</p>}
      <ul>
        {caps.windows.map((window, i) => (
          <li key={i}>
            <WindowInWords window={window} />
          </li>
        ))}
        {caps.statExempt && <li>{t('caps.statExempt')}</li>}
      </ul>
      {caps.edited && <p className="muted">{t('caps.edited')}</p>}
      <button type="button" className="button" aria-label={t('caps.editOf', { name })} onClick={() => setEditing(true)}>
        {t('caps.edit')}
      </button>
      {editing && <CapsDialog caps={caps} name={name} zone={zone} onClose={() => setEditing(false)} />}
    </div>
  );
}

function WindowInWords({ window }: { window: LinkCapsWindow }) {
  const t = useText();
  const language = useLanguage();
  const days = window.days.length === DAYS.length ? t('caps.everyDay') : window.days.map((day) => t(`caps.day.${day}`)).join(', ');
  const hours = window.from === window.to ? t('caps.allDay') : `${window.from}–${window.to}`;
  return (
    <>
      {t(`caps.${window.direction}`)}: <strong>{formatRate(window.bitsPerSecond, language)}</strong>, {hours}, {days}
    </>
  );
}

import { useState } from 'react';
import { useText } from '../i18n';
import { Modal } from '../ui/Modal';
import { usePreference } from '../ui/preference';
import type { KeyMap } from '../ui/shortcuts';
import { useKeyGroups, type KeyEntry } from './keyGroups';

/** The `?` sheet: every key of the pages, in one place; single keys can be changed or switched off here. */
export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const groups = useKeyGroups();
  const [map, change] = usePreference<KeyMap>('keys', {});
  const [editing, setEditing] = useState(false);
  const set = (key: string, chosen: string) => {
    const { [key]: _, ...others } = map;
    change(chosen === key ? others : { ...others, [key]: chosen });
  };
  return (
    <Modal title={t('keys.title')} onClose={onClose}>
      <div className="key-sheet">
        {groups.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map((entry) => (
                <div key={entry.key}>
                  <dt>{editing && entry.single ? <KeyField entry={entry} map={map} onChange={set} /> : <Keys entry={entry} map={map} />}</dt>
                  <dd>{entry.meaning}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="actions">
        {Object.keys(map).length > 0 && (
          <button type="button" className="button quiet" onClick={() => change({})}>
            {t('keys.reset')}
          </button>
        )}
        <button type="button" className="button" data-edit-keys aria-pressed={editing} onClick={() => setEditing(!editing)}>
          {editing ? t('keys.done') : t('keys.change')}
        </button>
      </div>
    </Modal>
  );
}

function Keys({ entry, map }: { entry: KeyEntry; map: KeyMap }) {
  const t = useText();
  const shown = entry.single ? (map[entry.key] ?? entry.key).toUpperCase() : entry.key;
  return shown ? <kbd>{shown}</kbd> : <span className="muted">{t('keys.off')}</span>;
}

interface KeyFieldProps {
  entry: KeyEntry;
  map: KeyMap;
  onChange: (key: string, chosen: string) => void;
}

function KeyField({ entry, map, onChange }: KeyFieldProps) {
  const t = useText();
  return (
    <input
      className="key-field"
      aria-label={t('keys.keyOf', { meaning: entry.meaning })}
      value={map[entry.key] ?? entry.key}
      maxLength={1}
      spellCheck={false}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => onChange(entry.key, event.target.value.trim().toLowerCase())}
    />
  );
}

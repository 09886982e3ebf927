import { useEffect, useRef, useState } from 'react';
import { useText } from '../i18n';
import { SearchIcon } from '../ui/icons';

const TYPING_PAUSE_MS = 250;

/** Searches after a pause in typing, never in the middle of a composed letter. */
export function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useText();
  const [text, setText] = useState(value);
  const composing = useRef(false);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => {
    if (text === value || composing.current) return;
    const timer = setTimeout(() => latest.current(text), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value]);
  return (
    <label className="search">
      <SearchIcon />
      <span className="visually-hidden">{t('worklist.search')}</span>
      <input
        type="search"
        data-search
        placeholder={t('worklist.search')}
        value={text}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onCompositionStart={() => (composing.current = true)}
        onCompositionEnd={(event) => {
          composing.current = false;
          latest.current(event.currentTarget.value);
        }}
      />
      <kbd aria-hidden="true">/</kbd>
    </label>
  );
}

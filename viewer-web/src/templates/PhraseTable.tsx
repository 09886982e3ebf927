import { useRef } from 'react';
import type { Phrase } from '../api/types';
import { useText } from '../i18n';
import { CrossIcon } from '../ui/icons';

interface Props {
  phrases: Phrase[];
  onChange: (phrases: Phrase[]) => void;
}

/** Short keys and what they stand for. */
export function PhraseTable({ phrases, onChange }: Props) {
  const t = useText();
  const body = useRef<HTMLUListElement>(null);
  const replace = (at: number, next: Phrase) => onChange(phrases.map((one, i) => (i === at ? next : one)));
  return (
    <section className="card">
      <h2>{t('template.phrases')}</h2>
      <p className="muted">{t('template.phraseHint')}</p>
      <ul ref={body} className="phrases">
        {phrases.map((phrase, i) => (
          <li key={`${phrases.length} ${i}`}>
            <input
              aria-label={t('template.key')}
              value={phrase.key}
              maxLength={20}
              spellCheck={false}
              onChange={(event) => replace(i, { ...phrase, key: event.target.value.replace(/[^\p{L}\p{N}]/gu, '') })}
            />
            <input
              aria-label={t('template.phraseText', { key: phrase.key })}
              defaultValue={phrase.text}
              lang="vi"
              onInput={(event) => replace(i, { ...phrase, text: event.currentTarget.value })}
            />
            <button type="button" className="button quiet icon-only" onClick={() => onChange(phrases.filter((one) => one !== phrase))}>
              <CrossIcon />
              <span className="visually-hidden">{t('template.removePhrase', { key: phrase.key })}</span>
            </button>
          </li>
        ))}
      </ul>
      <div>
        <button
          type="button"
          className="button"
          onClick={() => {
            onChange([...phrases, { key: '', text: '' }]);
            setTimeout(() => body.current?.querySelector<HTMLElement>('li:last-child input')?.focus());
          }}
        >
          {t('template.addPhrase')}
        </button>
      </div>
    </section>
  );
}

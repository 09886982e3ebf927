import { setLanguage, useLanguage, useText, type Language } from '../i18n';

const LANGUAGES: { code: Language; short: string; name: string }[] = [
  { code: 'vi', short: 'VI', name: 'Tiếng Việt' },
  { code: 'en', short: 'EN', name: 'English' },
];

/** Each language is named in itself, so that it can be found by those who read only that one. */
export function LanguageSwitch() {
  const t = useText();
  const current = useLanguage();
  return (
    <div className="segments" role="group" aria-label={t('app.language')}>
      {LANGUAGES.map(({ code, short, name }) => (
        <button key={code} type="button" lang={code} aria-pressed={code === current} aria-label={`${short} ${name}`} onClick={() => setLanguage(code)}>
          {short}
        </button>
      ))}
    </div>
  );
}

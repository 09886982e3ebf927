import { useLanguage } from '../i18n';
import { translatedReason } from '../i18n/reasons';

/** Why a gateway did what it did, or could not: in the reader's language where it is known, else as it came. */
export function Reason({ text }: { text: string }) {
  const language = useLanguage();
  if (text === '') return null;
  const translated = translatedReason(text, language);
  return translated === null ? <span lang="en">{text}</span> : <span>{translated}</span>;
}

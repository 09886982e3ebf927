import { Link } from 'react-router';
import { useText } from '../i18n';

/** Two rings that hold each other: between hospitals. */
export function Logo() {
  const t = useText();
  return (
    <Link to="/" className="logo">
      <svg viewBox="0 0 30 18" aria-hidden="true" focusable="false">
        <circle cx="10" cy="9" r="7" />
        <circle cx="20" cy="9" r="7" />
      </svg>
      {t('app.name')}
    </Link>
  );
}

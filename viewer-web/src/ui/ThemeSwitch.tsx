import { setTheme, useTheme, type Theme } from '../app/theme';
import { useText } from '../i18n';
import { ThemeIcon } from './icons';

const NEXT: Record<Theme, Theme> = { dark: 'light', light: 'system', system: 'dark' };

/** Goes round dark, light and what the computer says; the name tells which one is on. */
export function ThemeSwitch() {
  const t = useText();
  const theme = useTheme();
  const name = `${t('app.theme')}: ${t(`app.themes.${theme}`)}`;
  return (
    <button type="button" className="button quiet icon-only" data-theme-switch title={name} onClick={() => setTheme(NEXT[theme])}>
      <ThemeIcon />
      <span className="visually-hidden">{name}</span>
    </button>
  );
}

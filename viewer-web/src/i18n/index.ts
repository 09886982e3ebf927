import i18next from 'i18next';
import { useSyncExternalStore } from 'react';
import { en } from './en';
import { vi } from './vi';

export type Language = 'vi' | 'en';
const STORED = 'lienvien.language';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof vi };
    returnNull: false;
  }
}

function stored(): Language {
  try {
    return localStorage.getItem(STORED) === 'en' ? 'en' : 'vi';
  } catch {
    return 'vi'; // storage may be forbidden; the page works without
  }
}

/** Both catalogues are in the page, so a switch needs no request and leaves no text behind. */
export function startI18n(): void {
  void i18next.init({
    lng: stored(),
    fallbackLng: 'vi',
    initAsync: false,
    interpolation: { escapeValue: false }, // React escapes
    resources: { vi: { translation: vi }, en: { translation: en } },
  });
  document.documentElement.lang = i18next.language;
  // Another window of the same person has switched.
  window.addEventListener('storage', ({ key }) => key === STORED && show(stored()));
}

function show(language: Language): void {
  void i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

export function setLanguage(language: Language): void {
  show(language);
  try {
    localStorage.setItem(STORED, language);
  } catch {
    // remembered only while the page is open
  }
}

function subscribe(listener: () => void): () => void {
  i18next.on('languageChanged', listener);
  return () => i18next.off('languageChanged', listener);
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, () => i18next.language as Language);
}

/** The translate function; the component draws itself again when the language changes. */
export function useText(): typeof i18next.t {
  useLanguage();
  return i18next.t;
}

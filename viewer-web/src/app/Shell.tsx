import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { NavLink, useMatch } from 'react-router';
import { useText } from '../i18n';
import { usePreference } from '../ui/preference';
import { setKeyMap, useShortcuts, type KeyMap } from '../ui/shortcuts';
import { KeyboardIcon, PersonIcon } from '../ui/icons';
import { ThemeSwitch } from '../ui/ThemeSwitch';
import { LanguageSwitch } from '../ui/LanguageSwitch';
import { Logo } from '../ui/Logo';
import { LiveContext, useEvents } from './live';
import { useLogOut, useRoles, useSession } from './session';
import { SessionWatch } from './SessionWatch';
import './shell.css';

const AuthenticatorDialog = lazy(() => import('./AuthenticatorDialog'));
const ShortcutsDialog = lazy(() => import('./ShortcutsDialog'));

const NO_KEYS: KeyMap = {};

function focusSearch(): boolean {
  const search = document.querySelector<HTMLElement>('[data-search]');
  search?.focus();
  return search !== null;
}

export function Shell({ children }: { children: ReactNode }) {
  const t = useText();
  const { user, site } = useSession();
  const roles = useRoles();
  const logOut = useLogOut();
  const [help, setHelp] = useState(false);
  const [person, setPerson] = useState(false);
  useShortcuts({ '?': () => setHelp(true), '/': focusSearch });
  const live = useEvents();
  const [keys] = usePreference<KeyMap>('keys', NO_KEYS);
  useEffect(() => setKeyMap(keys), [keys]);

  // On the second monitor every line of the screen is the image's.
  const bare = useMatch('/reading/:caseId/images') !== null;
  const administers = useMatch('/admin/*') !== null;

  return (
    <LiveContext value={live}>
      <a className="skip-link" href="#content">
        {t('app.skip')}
      </a>
      <header className="shell" hidden={bare}>
        <Logo />
        <span className="shell-site" title={site.name}>
          {site.name}
        </span>
        <nav aria-label={t('app.navigation')}>
          {roles.has('RADIOLOGIST') && <NavLink to="/reading">{t('nav.reading')}</NavLink>}
          {roles.has('REQUESTING_DOCTOR') && (
            <>
              <NavLink to="/requests" end>
                {t('nav.requests')}
              </NavLink>
              <NavLink to="/requests/new">{t('nav.newRequest')}</NavLink>
            </>
          )}
          {(roles.has('RADIOLOGIST') || roles.has('PACS_ADMINISTRATOR')) && <NavLink to="/templates">{t('nav.templates')}</NavLink>}
          {roles.has('PACS_ADMINISTRATOR') && (
            <NavLink to="/status" className={({ isActive }) => (isActive || administers ? 'active' : '')}>
              {t('nav.status')}
            </NavLink>
          )}
        </nav>
        <div className="shell-user">
          <button type="button" className="button quiet icon-only" data-keys title={`${t('app.help')} (?)`} onClick={() => setHelp(true)}>
            <KeyboardIcon />
            <span className="visually-hidden">{t('app.help')}</span>
          </button>
          <ThemeSwitch />
          <LanguageSwitch />
          <button type="button" className="button quiet shell-name" data-person title={t('authenticator.title')} onClick={() => setPerson(true)}>
            <PersonIcon />
            <span>{user.displayName}</span>
          </button>
          <button type="button" className="button quiet" onClick={() => void logOut()}>
            {t('app.logOut')}
          </button>
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <SessionWatch />
      {person && (
        <Suspense fallback={null}>
          <AuthenticatorDialog onClose={() => setPerson(false)} />
        </Suspense>
      )}
      {help && (
        <Suspense fallback={null}>
          <ShortcutsDialog onClose={() => setHelp(false)} />
        </Suspense>
      )}
    </LiveContext>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useRef, useState, type SubmitEvent } from 'react';
import { gateway } from '../api/gateway';
import { ApiError } from '../api/http';
import type { Session } from '../api/types';
import { useText } from '../i18n';
import { LanguageSwitch } from '../ui/LanguageSwitch';
import { Logo } from '../ui/Logo';
import { useErrorText } from '../ui/states';
import './login.css';

interface Props {
  expired: boolean;
  onLogIn: (session: Session) => void;
}

export function LoginPage({ expired, onLogIn }: Props) {
  const t = useText();
  const errorText = useErrorText();
  const password = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const { data: site } = useQuery({ queryKey: ['site'], queryFn: gateway.site, staleTime: Infinity });

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setFailure(null);
    try {
      onLogIn(await gateway.logIn(String(form.get('username')).trim(), String(form.get('password'))));
    } catch (error) {
      setFailure(error);
      setBusy(false);
      password.current?.select();
    }
  };

  const wrong = failure instanceof ApiError && failure.status === 401;
  return (
    <main className="login">
      <form className="login-card" onSubmit={(event) => void submit(event)}>
        <div className="login-head">
          <Logo />
          <LanguageSwitch />
        </div>
        <div>
          <h1>{site?.name ?? t('app.name')}</h1>
          <p className="muted">{t('app.tagline')}</p>
        </div>
        {expired && <p className="notice">{t('login.expired')}</p>}
        <label className="field">
          {t('login.username')}
          <input name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} required autoFocus />
        </label>
        <label className="field">
          {t('login.password')}
          <input ref={password} name="password" type="password" autoComplete="current-password" required />
        </label>
        {failure !== null && (
          <p className="field-error" role="alert">
            {wrong ? t('login.wrong') : errorText(failure)}
          </p>
        )}
        <button type="submit" className="button primary wide" disabled={busy}>
          {busy ? t('login.busy') : t('login.submit')}
        </button>
      </form>
      {site?.version && <p className="login-foot">{t('login.version', { version: site.version })}</p>}
    </main>
  );
}

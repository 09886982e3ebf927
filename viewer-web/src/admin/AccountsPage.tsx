import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { gateway } from '../api/gateway';
import type { Account, GeneratedPassword, NewAccount, Role } from '../api/types';
import { useSession } from '../app/session';
import { useText } from '../i18n';
import { Modal } from '../ui/Modal';
import { Failure, Loading, useErrorText } from '../ui/states';
import { AdminNav } from './AdminNav';
import './admin.css';

const ROLES: Role[] = ['RADIOLOGIST', 'REQUESTING_DOCTOR', 'PACS_ADMINISTRATOR'];

/** Who may log in here. A generated password is shown once and kept nowhere. */
export default function AccountsPage() {
  const t = useText();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: ['accounts'], queryFn: gateway.accounts });
  const [fresh, setFresh] = useState<GeneratedPassword | null>(null);
  const renew = (password?: GeneratedPassword) => {
    if (password) setFresh(password);
    void client.invalidateQueries({ queryKey: ['accounts'] });
  };
  return (
    <div className="page">
      <title>{`${t('admin.accounts')} · ${t('app.name')}`}</title>
      <AdminNav />
      <h1>{t('admin.accounts')}</h1>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <section className="card">
          <ul className="accounts">
            {data.accounts.map((account) => (
              <AccountRow key={account.username} account={account} onChange={renew} />
            ))}
          </ul>
        </section>
      )}
      <AddAccount onAdd={renew} />
      {fresh && (
        <Modal title={t('accounts.password')} onClose={() => setFresh(null)}>
          <p>{t('accounts.passwordText', { username: fresh.username })}</p>
          <p className="generated mono" data-generated>
            {fresh.password}
          </p>
        </Modal>
      )}
    </div>
  );
}

function AccountRow({ account, onChange }: { account: Account; onChange: (password?: GeneratedPassword) => void }) {
  const t = useText();
  const errorText = useErrorText();
  const { user } = useSession();
  const { username, displayName, roles, disabled } = account;
  const reset = useMutation({ mutationFn: () => gateway.resetPassword(username), onSuccess: onChange });
  const disable = useMutation({ mutationFn: () => gateway.disableAccount(username, !disabled), onSuccess: () => onChange() });
  const failure = reset.error ?? disable.error;
  return (
    <li data-disabled={disabled}>
      <span>
        <strong>{displayName}</strong> <span className="muted">{username}</span>
        {disabled && <span className="badge ROUTINE">{t('accounts.disabled')}</span>}
        <span className="sub">{roles.map((role) => t(`accounts.role.${role}`)).join(', ')}</span>
        {failure && <span className="field-error">{errorText(failure)}</span>}
      </span>
      <button type="button" className="button" disabled={reset.isPending} onClick={() => reset.mutate()}>
        {t('accounts.reset')}
        <span className="visually-hidden"> {username}</span>
      </button>
      <button type="button" className="button" disabled={username === user.username || disable.isPending} onClick={() => disable.mutate()}>
        {disabled ? t('accounts.enable') : t('accounts.disable')}
        <span className="visually-hidden"> {username}</span>
      </button>
    </li>
  );
}

function AddAccount({ onAdd }: { onAdd: (password: GeneratedPassword) => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [key, setKey] = useState(0);
  const add = useMutation({
    mutationFn: (account: NewAccount) => gateway.addAccount(account),
    onSuccess: (password) => {
      setKey(key + 1);
      onAdd(password);
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    add.mutate({
      username: String(form.get('new-username')).trim(),
      displayName: String(form.get('new-name')).trim(),
      roles: ROLES.filter((role) => form.get(role)),
    });
  };
  return (
    <section className="card">
      <h2>{t('accounts.add')}</h2>
      <form key={key} className="add-account" onSubmit={submit}>
        <label className="field">
          {t('login.username')}
          <input name="new-username" pattern="[a-z0-9._\-]{1,32}" autoComplete="off" autoCapitalize="none" spellCheck={false} required />
          <span className="hint">{t('accounts.usernameHint')}</span>
        </label>
        <label className="field">
          {t('accounts.name')}
          <input name="new-name" autoComplete="off" required />
          <span className="hint">{t('accounts.nameHint')}</span>
        </label>
        <fieldset className="choices">
          <legend>{t('accounts.roles')}</legend>
          {ROLES.map((role) => (
            <label key={role} className="choice">
              <input type="checkbox" name={role} />
              {t(`accounts.role.${role}`)}
            </label>
          ))}
        </fieldset>
        {add.error && (
          <p className="field-error" role="alert">
            {errorText(add.error)}
          </p>
        )}
        <div className="actions">
          <button type="submit" className="button primary" disabled={add.isPending}>
            {t('accounts.addSubmit')}
          </button>
        </div>
      </form>
    </section>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { gateway } from '../api/gateway';
import type { LinkCapsOf } from '../api/types';
import { useText } from '../i18n';
import { Modal } from '../ui/Modal';
import { useErrorText } from '../ui/states';
import { DAYS, draftOf, faultOf, newWindow, windowOf, type DraftWindow } from './caps';

interface Props {
  caps: LinkCapsOf;
  name: string;
  zone: string;
  onClose: () => void;
}

/** Changes the caps of one link; they hold as soon as they are saved. */
export function CapsDialog({ caps, name, zone, onClose }: Props) {
  const t = useText();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [windows, setWindows] = useState(() => draftOf(caps));
  const [statExempt, setStatExempt] = useState(caps.statExempt);
  const change = useMutation({
    mutationFn: (forget: boolean) =>
      forget ? gateway.forgetLinkCaps(caps.siteId) : gateway.setLinkCaps(caps.siteId, { windows: windows.map(windowOf), statExempt }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['link-caps'] });
      onClose();
    },
  });
  const fault = windows.map(faultOf).find((one) => one !== null);
  const put = (changed: DraftWindow) => setWindows(windows.map((one) => (one.key === changed.key ? changed : one)));
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!fault) change.mutate(false);
  };
  return (
    <Modal title={t('caps.editOf', { name })} onClose={onClose} busy={change.isPending} wide>
      <form className="caps-form" onSubmit={submit}>
        <p className="muted">{t('caps.what', { zone })}</p>
        {windows.map((window, i) => (
          <WindowForm key={window.key} number={i + 1} window={window} onChange={put} onRemove={() => setWindows(windows.filter((one) => one !== window))} />
        ))}
        <button type="button" className="button" onClick={() => setWindows([...windows, newWindow()])}>
          {t('caps.add')}
        </button>
        <label className="check">
          <input type="checkbox" checked={statExempt} onChange={(event) => setStatExempt(event.target.checked)} /> {t('caps.statExempt')}
        </label>
        {fault && (
          <p className="field-error" role="alert">
            {t(`caps.${fault}`)}
          </p>
        )}
        {change.error && (
          <p className="field-error" role="alert">
            {errorText(change.error)}
          </p>
        )}
        <div className="actions">
          {caps.edited && (
            <button type="button" className="button" disabled={change.isPending} onClick={() => change.mutate(true)}>
              {t('caps.forget')}
            </button>
          )}
          <button type="submit" className="button primary" disabled={change.isPending || fault !== undefined}>
            {t('caps.save')}
          </button>
        </div>
      </form>
    </Modal>
  );
}

interface WindowProps {
  number: number;
  window: DraftWindow;
  onChange: (window: DraftWindow) => void;
  onRemove: () => void;
}

function WindowForm({ number, window, onChange, onRemove }: WindowProps) {
  const t = useText();
  const times = ['from', 'to'] as const;
  return (
    <fieldset className="cap-window">
      <legend>{t('caps.number', { number })}</legend>
      <label className="field">
        {t('caps.direction')}
        <select value={window.direction} onChange={(event) => onChange({ ...window, direction: event.target.value as DraftWindow['direction'] })}>
          <option value="SEND">{t('caps.SEND')}</option>
          <option value="RECEIVE">{t('caps.RECEIVE')}</option>
        </select>
      </label>
      <label className="field">
        {t('caps.rate')}
        <input inputMode="decimal" value={window.rate} onChange={(event) => onChange({ ...window, rate: event.target.value })} />
      </label>
      {times.map((time) => (
        <label key={time} className="field">
          {t(`caps.${time}`)}
          <input type="time" required value={window[time]} onChange={(event) => onChange({ ...window, [time]: event.target.value })} />
        </label>
      ))}
      <Days window={window} onChange={onChange} />
      <button type="button" className="button quiet" onClick={onRemove}>
        {t('caps.remove', { number })}
      </button>
    </fieldset>
  );
}

function Days({ window, onChange }: Pick<WindowProps, 'window' | 'onChange'>) {
  const t = useText();
  return (
    <fieldset className="cap-days">
      <legend>{t('caps.days')}</legend>
      {DAYS.map((day) => (
        <label key={day} className="check">
          <input
            type="checkbox"
            checked={window.days.includes(day)}
            onChange={(event) => onChange({ ...window, days: DAYS.filter((one) => (one === day ? event.target.checked : window.days.includes(one))) })}
          />{' '}
          {t(`caps.day.${day}`)}
        </label>
      ))}
    </fieldset>
  );
}

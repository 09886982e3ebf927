import { useState } from 'react';
import { Link } from 'react-router';
import type { CaseDetail, Template } from '../api/types';
import { useText } from '../i18n';
import { Modal } from '../ui/Modal';
import { Failure, Loading } from '../ui/states';
import { insertIntoResult } from './insertText';
import { ranked, searched } from './ranking';
import { useTemplates } from './usePhrases';

interface Props {
  c: CaseDetail;
  onChoose: (template: Template) => void;
  onClose: () => void;
}

/** Texts to begin from, those that fit the study first, and the phrases with their keys. */
export default function TemplateDialog({ c, onChoose, onClose }: Props) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const { data, error, refetch } = useTemplates();
  const shown = searched(ranked(data?.templates ?? [], c.modalities, c.requestedProcedure), typed);
  const close = (then: () => void) => () => {
    onClose();
    // After the dialog has given the focus back.
    setTimeout(then, 50);
  };
  return (
    <Modal title={t('template.choose')} onClose={onClose}>
      <label className="field">
        <span className="visually-hidden">{t('template.search')}</span>
        <input type="search" placeholder={t('template.search')} value={typed} autoFocus onChange={(event) => setTyped(event.target.value)} />
      </label>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      <div className="template-list" role="group" aria-label={t('template.templates')} tabIndex={0}>
        <ul>
          {shown.map((template) => (
            <li key={template.id}>
              <button type="button" data-template={template.id} onClick={close(() => onChoose(template))}>
                <b>{template.title}</b>
                <span className="sub">{template.conclusion}</span>
              </button>
            </li>
          ))}
        </ul>
        {data && shown.length === 0 && <p className="muted">{t('template.none')}</p>}
        <h3>{t('template.phrases')}</h3>
        <p className="sub">{t('template.phraseHint')}</p>
        <ul>
          {data?.phrases.map(({ key, text }) => (
            <li key={key}>
              <button type="button" onClick={close(() => insertIntoResult(text))}>
                <kbd>{key}</kbd> {text}
              </button>
            </li>
          ))}
        </ul>
      </div>
      <p>
        <Link to="/templates">{t('template.edit')}</Link>
      </p>
    </Modal>
  );
}

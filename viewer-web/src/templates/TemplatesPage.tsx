import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { gateway } from '../api/gateway';
import type { Template, Templates } from '../api/types';
import { useText } from '../i18n';
import { useTemplates } from '../report/usePhrases';
import { Failure, Loading, useErrorText } from '../ui/states';
import { PhraseTable } from './PhraseTable';
import { TemplateForm } from './TemplateForm';
import './templates.css';

/** The hospital's own texts: the same file as `report-templates.json` of the gateway's data directory. */
export default function TemplatesPage() {
  const { data, error, refetch } = useTemplates();
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  return data ? <Editor key={data.revision} shelf={data} /> : <Loading />;
}

const fresh = (): Template => ({
  id: crypto.randomUUID(),
  title: '',
  modalities: [],
  bodyParts: [],
  description: '',
  conclusion: '',
  recommendation: '',
});

function Editor({ shelf }: { shelf: Templates }) {
  const t = useText();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [edited, setEdited] = useState(shelf);
  const [chosen, setChosen] = useState(shelf.templates[0]?.id ?? '');
  const changed = edited !== shelf;
  const save = useMutation({
    mutationFn: () => gateway.saveTemplates(edited),
    onSuccess: (kept) => client.setQueryData(['templates'], kept),
  });
  const template = edited.templates.find(({ id }) => id === chosen);
  const replace = (next: Template) =>
    setEdited({ ...edited, templates: edited.templates.map((one) => (one.id === next.id ? next : one)) });
  const add = () => {
    const made = fresh();
    setEdited({ ...edited, templates: [...edited.templates, made] });
    setChosen(made.id);
  };
  const remove = () => {
    const left = edited.templates.filter(({ id }) => id !== chosen);
    setEdited({ ...edited, templates: left });
    setChosen(left[0]?.id ?? '');
  };
  return (
    <div className="page templates">
      <title>{`${t('template.title')} · ${t('app.name')}`}</title>
      <div className="page-head">
        <h1>{t('template.title')}</h1>
        <span className="end">
          <span className={save.error ? 'field-error' : 'muted'} role="status">
            {save.error ? errorText(save.error) : changed ? t('template.unsaved') : t('template.saved')}
          </span>
          <button type="button" className="button primary" data-save disabled={!changed || save.isPending} onClick={() => save.mutate()}>
            {t('app.save')}
          </button>
        </span>
      </div>
      <div className="template-columns">
        <nav className="card" aria-label={t('template.templates')}>
          <ul>
            {edited.templates.map(({ id, title }) => (
              <li key={id}>
                <button type="button" aria-current={id === chosen} onClick={() => setChosen(id)}>
                  {title || t('template.untitled')}
                </button>
              </li>
            ))}
          </ul>
          <button type="button" className="button" data-add onClick={add}>
            {t('template.add')}
          </button>
        </nav>
        {template && <TemplateForm key={template.id} template={template} onChange={replace} onRemove={remove} />}
      </div>
      <PhraseTable phrases={edited.phrases} onChange={(phrases) => setEdited({ ...edited, phrases })} />
    </div>
  );
}

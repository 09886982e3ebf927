import type { Template } from '../api/types';
import { useText } from '../i18n';

interface Props {
  template: Template;
  onChange: (template: Template) => void;
  onRemove: () => void;
}

const TEXTS = ['description', 'conclusion', 'recommendation'] as const;
const LISTS = ['modalities', 'bodyParts'] as const;
const listOf = (typed: string) => typed.split(',').map((one) => one.trim()).filter(Boolean);

/** Uncontrolled fields, as where results are written: an input method composes in them undisturbed. */
export function TemplateForm({ template, onChange, onRemove }: Props) {
  const t = useText();
  return (
    <section className="card" aria-label={template.title || t('template.untitled')}>
      <label className="field">
        {t('template.name')}
        <input
          name="template-title"
          defaultValue={template.title}
          onInput={(event) => onChange({ ...template, title: event.currentTarget.value })}
        />
      </label>
      <div className="template-lists">
        {LISTS.map((name) => (
          <label key={name} className="field">
            {t(`template.${name}`)}
            <input
              name={name}
              defaultValue={template[name].join(', ')}
              onInput={(event) => onChange({ ...template, [name]: listOf(event.currentTarget.value) })}
            />
          </label>
        ))}
      </div>
      {TEXTS.map((name) => (
        <label key={name} className="field">
          {t(`report.${name}`)}
          <textarea
            name={`template-${name}`}
            lang="vi"
            rows={name === 'description' ? 9 : 3}
            defaultValue={template[name]}
            onInput={(event) => onChange({ ...template, [name]: event.currentTarget.value })}
          />
        </label>
      ))}
      <div className="actions">
        <button type="button" className="button quiet" onClick={onRemove}>
          {t('template.remove')}
        </button>
      </div>
    </section>
  );
}

import { resultPdfUrl } from '../api/gateway';
import type { ReadingResult } from '../api/types';
import { useText } from '../i18n';
import { formatDateTime } from '../ui/clock';
import { CheckIcon, DocumentIcon } from '../ui/icons';
import { LinkedText } from './LinkedText';
import './report.css';

/** A signed result, to be read and not to be changed. */
export function ResultText({ caseId, result }: { caseId: string; result: ReadingResult }) {
  const t = useText();
  return (
    <section className="result-text" data-signed>
      <div className="card-head">
        <h2>{t('report.signedTitle')}</h2>
        <a className="button end" href={resultPdfUrl(caseId)} target="_blank" rel="noreferrer">
          <DocumentIcon />
          {t('report.pdf')}
        </a>
      </div>
      {(['conclusion', 'description', 'recommendation'] as const).map(
        (part) =>
          result[part] && (
            <div key={part} className={`result-part ${part}`}>
              <h3>{t(`report.${part}`)}</h3>
              <p className="prose">
                <LinkedText text={result[part]} />
              </p>
            </div>
          ),
      )}
      <p className="signed-by">
        <CheckIcon />
        {t('report.signedBy', { name: result.authorName, at: formatDateTime(result.signedAt ?? '') })}
      </p>
    </section>
  );
}

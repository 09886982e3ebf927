import { useMemo, useState } from 'react';
import { useText } from '../i18n';
import { Modal } from '../ui/Modal';
import { matching, rowsOf, tagText } from './attributes';
import { keywordOf } from './dictionary';
import type { DataSet } from './dicomJson';

const MOST_ROWS = 500;

/** Everything the instance's data set says, to be searched by tag, keyword or value. */
export default function AttributesDialog({ dataSet, onClose }: { dataSet: DataSet; onClose: () => void }) {
  const t = useText();
  const [search, setSearch] = useState('');
  const rows = useMemo(() => rowsOf(dataSet, keywordOf), [dataSet]);
  const found = matching(rows, search);
  return (
    <Modal title={t('viewer.attributes.title')} onClose={onClose} wide>
      <div className="attributes-search">
        <input type="search" autoFocus aria-label={t('viewer.attributes.search')} placeholder={t('viewer.attributes.search')} value={search} onChange={(event) => setSearch(event.target.value)} />
        <span className="muted" role="status">
          {t('viewer.attributes.count', { shown: found.length, all: rows.length })}
        </span>
      </div>
      {found.length === 0 && <p className="muted">{t('viewer.attributes.none')}</p>}
      {found.length > 0 && (
        <div className="attributes" tabIndex={0} role="region" aria-label={t('viewer.attributes.title')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('viewer.attributes.tag')}</th>
                <th scope="col">{t('viewer.attributes.name')}</th>
                <th scope="col">{t('viewer.attributes.value')}</th>
              </tr>
            </thead>
            <tbody>
              {found.slice(0, MOST_ROWS).map(({ path, depth, tag, keyword, vr, value, item }) => (
                <tr key={path}>
                  <td className="mono" style={{ paddingLeft: `${6 + depth * 12}px` }}>
                    {item ? '' : tagText(tag)}
                  </td>
                  <td>{item ? t('viewer.attributes.item', { number: item }) : keyword}</td>
                  <td className="attribute-value">{value || (/^O[BDFLVW]|UN$/.test(vr) ? t('viewer.attributes.bytes') : '')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Modal>
  );
}

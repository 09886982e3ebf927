import { useText } from '../i18n';
import { Modal } from '../ui/Modal';

/** The `?` sheet: every key of the pages, in one place. */
export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const groups = [
    {
      title: t('keys.everywhere'),
      keys: [
        ['?', t('keys.help')],
        ['/', t('keys.search')],
      ],
    },
    {
      title: t('keys.list'),
      keys: [
        ['↑ ↓', t('keys.move')],
        ['Enter', t('keys.open')],
      ],
    },
    {
      title: t('keys.images'),
      keys: [
        ['↑ ↓', t('keys.slice')],
        ['PgUp PgDn', t('keys.slice10')],
        ['Home End', t('keys.ends')],
        ['1 – 9', t('keys.preset')],
        ['W Z P S', t('keys.tools')],
        ['I', t('keys.invert')],
        ['R', t('keys.reset')],
        ['L', t('keys.layout')],
        ['Ctrl S', t('keys.save')],
      ],
    },
  ];
  return (
    <Modal title={t('keys.title')} onClose={onClose}>
      <div className="key-sheet">
        {groups.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([key, meaning]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

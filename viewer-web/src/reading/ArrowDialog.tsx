import { useState } from 'react';
import { useText } from '../i18n';
import { Modal } from '../ui/Modal';

/** Asks what an arrow says. */
export function ArrowDialog({ text, onText, onClose }: { text: string; onText: (text: string) => void; onClose: () => void }) {
  const t = useText();
  const [words, setWords] = useState(text);
  return (
    <Modal title={t('viewer.arrowTitle')} onClose={onClose}>
      <form
        className="arrow-form"
        onSubmit={(event) => {
          event.preventDefault();
          onText(words.trim());
        }}
      >
        <label>
          {t('viewer.arrowText')}
          <input name="arrow-text" autoFocus maxLength={200} value={words} onChange={(event) => setWords(event.target.value)} />
        </label>
        <button type="submit" className="button primary">
          {t('viewer.arrowSave')}
        </button>
      </form>
    </Modal>
  );
}

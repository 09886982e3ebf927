import type { ReactNode } from 'react';
import { Dialog, Heading, Modal as AriaModal, ModalOverlay } from 'react-aria-components';
import { useText } from '../i18n';
import { CrossIcon } from './icons';
import './modal.css';

interface Props {
  title: string;
  onClose: () => void;
  /** Work that must not be left half-way keeps the dialog open. */
  busy?: boolean;
  /** For tables and documents. */
  wide?: boolean;
  children: ReactNode;
}

/** A dialog in front of the page: focus stays inside, Escape closes, focus returns to where it was. */
export function Modal({ title, onClose, busy = false, wide = false, children }: Props) {
  const t = useText();
  return (
    <ModalOverlay
      className="modal-veil"
      isOpen
      isDismissable={!busy}
      isKeyboardDismissDisabled={busy}
      onOpenChange={(open) => !open && onClose()}
    >
      <AriaModal className={wide ? 'modal wide' : 'modal'}>
        <Dialog className="modal-body">
          <header>
            <Heading slot="title">{title}</Heading>
            <button type="button" className="button quiet icon-only" onClick={onClose} disabled={busy}>
              <CrossIcon />
              <span className="visually-hidden">{t('app.close')}</span>
            </button>
          </header>
          {children}
        </Dialog>
      </AriaModal>
    </ModalOverlay>
  );
}

import { useId, useRef, useState, type ReactNode } from 'react';
import './popup.css';

interface Props {
  label: string;
  name: string;
  /** What the button shows. */
  face: ReactNode;
  title?: string;
  className?: string;
  pressed?: boolean;
  children: (close: () => void) => ReactNode;
}

const GAP = 4;

/** A button with a small sheet below it, in the browser's top layer: a click outside or Escape closes it. */
export function Popup({ label, name, face, title, className = 'tool', pressed, children }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  const place = () => {
    const [from, own] = [button.current?.getBoundingClientRect(), sheet.current];
    if (!from || !own) return;
    own.style.left = `${Math.max(GAP, Math.min(from.left, window.innerWidth - own.offsetWidth - GAP))}px`;
    own.style.top = `${from.bottom + GAP}px`;
  };
  const onToggle = (isOpen: boolean) => {
    setOpen(isOpen);
    if (!isOpen) return;
    place();
    sheet.current?.querySelector<HTMLElement>('[aria-checked=true], [aria-pressed=true], button, input')?.focus();
  };
  const move = (step: number) => {
    const stops = [...(sheet.current?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [])];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    stops[(at + step + stops.length) % stops.length]?.focus();
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        data-popup={name}
        aria-haspopup="true"
        aria-expanded={open}
        aria-pressed={pressed}
        aria-label={label}
        title={title ?? label}
        popoverTarget={id}
      >
        {face}
      </button>
      <div
        ref={sheet}
        id={id}
        popover="auto"
        className="popup"
        role="group"
        aria-label={label}
        data-own-keys
        onToggle={(event) => onToggle(event.newState === 'open')}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') move(1);
          else if (event.key === 'ArrowUp') move(-1);
          else return;
          event.preventDefault();
        }}
      >
        {open && children(() => sheet.current?.hidePopover())}
      </div>
    </>
  );
}

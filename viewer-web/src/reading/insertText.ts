import { tellWindows } from '../app/windows';

const FIELD = 'textarea[name=description]';

/**
 * Puts a sentence at the end of the description that is being written; false where none is.
 * The field hears of it as of typing, so the draft is saved like any other.
 */
export function insertText(sentence: string): boolean {
  const field = document.querySelector<HTMLTextAreaElement>(FIELD);
  if (!field) return false;
  const before = field.value;
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  // React keeps the field's own setter to itself; the prototype's is the one a keystroke goes through.
  const setter = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set;
  setter?.call(field, `${before}${gap}${sentence}`);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  return true;
}

/** As {@link insertText}, or into the report of the case in another window. */
export function intoResult(caseId: string, sentence: string): void {
  if (!insertText(sentence)) tellWindows({ kind: 'insert', caseId, text: sentence });
}

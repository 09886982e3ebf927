/**
 * Where other parts of the page put text into the result that is being written: a measurement, a key image, a phrase.
 * The text goes where the cursor last was, through the browser's own editing, so that Ctrl+Z takes it out again.
 */
let field: HTMLTextAreaElement | null = null;

/** The field that has the cursor, or had it last; null when no result is being written. */
export function writeInto(textarea: HTMLTextAreaElement | null): void {
  field = textarea;
}

/** Puts text at the cursor, or over what is selected; false when no result is being written here. */
export function insertIntoResult(text: string): boolean {
  if (!field?.isConnected || field.readOnly) return false;
  field.focus();
  // Deprecated, and the only way that keeps the undo history; every browser has it.
  if (!document.execCommand('insertText', false, text)) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  return true;
}

/** Puts text at the end of a field, on a line of its own. */
export function appendTo(textarea: HTMLTextAreaElement, text: string): void {
  if (text === '') return;
  const end = textarea.value.length;
  textarea.focus();
  textarea.setSelectionRange(end, end);
  writeInto(textarea);
  insertIntoResult(textarea.value.trim() === '' ? text : `\n${text}`);
}

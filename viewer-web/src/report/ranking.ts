import type { Phrase, Template } from '../api/types';
import { fold } from '../ui/fold';

/** How well a template fits a study: the modality weighs more than a word of the procedure's name. */
function fit(template: Template, modalities: readonly string[], procedure: string): number {
  const words = fold(procedure);
  const modality = template.modalities.some((one) => modalities.includes(one));
  const part = template.bodyParts.some((one) => words.includes(fold(one)));
  return (modality ? 2 : 0) + (part ? 1 : 0);
}

/** Templates with the fitting ones first; the hospital's own order otherwise. */
export function ranked(templates: readonly Template[], modalities: readonly string[], procedure: string): Template[] {
  return templates
    .map((template, i) => ({ template, i, fit: fit(template, modalities, procedure) }))
    .sort((a, b) => b.fit - a.fit || a.i - b.i)
    .map(({ template }) => template);
}

/** Templates whose title holds every word that was typed, marks or not. */
export function searched(templates: readonly Template[], typed: string): Template[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  return templates.filter(({ title }) => words.every((word) => fold(title).includes(word)));
}

/** The phrase whose key stands right before the cursor, and how many letters the key has. */
export function phraseBefore(text: string, phrases: readonly Phrase[]): { phrase: Phrase; length: number } | null {
  const word = /[\p{L}\p{N}]+$/u.exec(text.normalize('NFC'))?.[0];
  const phrase = word && phrases.find(({ key }) => key.toLowerCase() === word.toLowerCase());
  return phrase ? { phrase, length: word.length } : null;
}

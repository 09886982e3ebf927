import { useQuery } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';
import { gateway } from '../api/gateway';
import { insertIntoResult } from './insertText';
import { phraseBefore } from './ranking';

export function useTemplates() {
  return useQuery({ queryKey: ['templates'], queryFn: gateway.templates, staleTime: 5 * 60_000 });
}

/** Tab after a phrase's key puts the phrase in the key's place; anywhere else Tab is the browser's. */
export function usePhrases(): (event: KeyboardEvent<HTMLTextAreaElement>) => void {
  const phrases = useTemplates().data?.phrases ?? [];
  return (event) => {
    // An input method's own Tab, in the middle of a letter, is not ours.
    if (event.key !== 'Tab' || event.nativeEvent.isComposing || event.shiftKey || event.ctrlKey || event.altKey) return;
    const field = event.currentTarget;
    const found = phraseBefore(field.value.slice(0, field.selectionStart), phrases);
    if (!found || field.selectionStart !== field.selectionEnd) return;
    event.preventDefault();
    field.setSelectionRange(field.selectionStart - found.length, field.selectionStart);
    insertIntoResult(found.phrase.text);
  };
}

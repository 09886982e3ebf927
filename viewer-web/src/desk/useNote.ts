import { useMutation, useQueryClient } from '@tanstack/react-query';
import { gateway } from '../api/gateway';
import type { NewNote, NoteKind } from '../api/types';

/** Says or does something about a case; every page that shows it looks again. */
export function useNote(caseId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (note: Partial<NewNote> & { kind: NoteKind }) => gateway.note(caseId, { takeOver: false, ...note }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['case', caseId] }),
        client.invalidateQueries({ queryKey: ['cases'] }),
      ]),
  });
}

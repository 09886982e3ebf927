import { useQuery } from '@tanstack/react-query';
import { gateway } from '../api/gateway';

const POLL_MS = 10_000;

/** A case as it stands, looked at again and again. */
export const useCase = (caseId: string) =>
  useQuery({
    queryKey: ['case', caseId],
    queryFn: ({ signal }) => gateway.case(caseId, signal),
    refetchInterval: POLL_MS,
  });

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { gateway } from '../api/gateway';

/** A setting of the person who is logged in, kept at the gateway so that it follows them to every computer. */
export function usePreference<T>(name: string, otherwise: T): [T, (value: T) => void] {
  const client = useQueryClient();
  const queryKey = ['preference', name];
  const { data } = useQuery({
    queryKey,
    queryFn: async () => (await gateway.preference(name)).value as T | null,
    staleTime: Infinity,
  });
  const save = useMutation({ mutationFn: (value: T) => gateway.savePreference(name, value) });
  const change = (value: T) => {
    client.setQueryData(queryKey, value);
    save.mutate(value);
  };
  return [data ?? otherwise, change];
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { gateway } from '../api/gateway';
import { ApiError, onSessionEnded } from '../api/http';
import type { Role, Session } from '../api/types';
import { LoginPage } from '../login/LoginPage';
import { forgetDrafts } from '../report/storedDraft';
import { Failure, Loading } from '../ui/states';
import { onWindowMessage, tellWindows } from './windows';

const SessionContext = createContext<Session | null>(null);
export const SESSION = ['session'];

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('There is no session above this component.');
  return session;
}

export function useRoles(): ReadonlySet<Role> {
  return new Set(useSession().user.roles);
}

export function useLogOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await gateway.logOut().catch(() => undefined); // the cookie may be dead already
    forgetDrafts();
    tellWindows({ kind: 'loggedOut' });
    client.setQueryData(SESSION, null);
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION[0] });
  };
}

/**
 * Shows its children to whoever is logged in, and the login in their place otherwise: the address stays, so a
 * link from a colleague and a page whose session ran out both open where they were meant to.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [expired, setExpired] = useState(false);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: SESSION,
    queryFn: () =>
      gateway.session().catch((failure: unknown) => {
        if (failure instanceof ApiError && failure.status === 401) return null;
        throw failure;
      }),
    staleTime: Infinity,
  });

  useEffect(
    () =>
      onSessionEnded(() => {
        if (client.getQueryData(SESSION)) setExpired(true);
        client.setQueryData(SESSION, null);
      }),
    [client],
  );

  useEffect(
    () =>
      onWindowMessage(({ kind }) => {
        if (kind !== 'loggedOut') return;
        client.setQueryData(SESSION, null);
        client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION[0] });
      }),
    [client],
  );

  if (isPending) return <Loading />;
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) {
    const logIn = (session: Session) => {
      setExpired(false);
      client.setQueryData(SESSION, session);
    };
    return <LoginPage expired={expired} onLogIn={logIn} />;
  }
  return <SessionContext value={data}>{children}</SessionContext>;
}

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { ApiError } from '../api/http';
import type { Role } from '../api/types';
import { Empty, Loading } from '../ui/states';
import { useText } from '../i18n';
import { WorklistPage } from '../worklist/WorklistPage';
import { ErrorBoundary } from './ErrorBoundary';
import { SessionGate, useRoles } from './session';
import { Shell } from './Shell';

// The list must not wait for any of these.
const ReadingPage = lazy(() => import('../reading/ReadingPage'));
const ImagesPage = lazy(() => import('../reading/ImagesPage'));
const CasePage = lazy(() => import('../casefile/CasePage'));
const ChooseStudyPage = lazy(() => import('../request/ChooseStudyPage'));
const RequestPage = lazy(() => import('../request/RequestPage'));
const TemplatesPage = lazy(() => import('../templates/TemplatesPage'));
const QuarantinePage = lazy(() => import('../admin/QuarantinePage'));
const RoutingPage = lazy(() => import('../admin/RoutingPage'));
const LinesPage = lazy(() => import('../lines/LinesPage'));
const DestinationsPage = lazy(() => import('../admin/DestinationsPage'));
const AccountsPage = lazy(() => import('../admin/AccountsPage'));
const StatusPage = lazy(() => import('../admin/StatusPage'));

const client = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
      refetchOnWindowFocus: true,
    },
  },
});

function Home() {
  const roles = useRoles();
  if (roles.has('RADIOLOGIST')) return <Navigate to="/reading" replace />;
  if (roles.has('REQUESTING_DOCTOR')) return <Navigate to="/requests" replace />;
  return <Navigate to="/status" replace />;
}

function Only({ role, children }: { role: Role | Role[]; children: React.ReactNode }) {
  const t = useText();
  const roles = useRoles();
  return [role].flat().some((one) => roles.has(one)) ? children : <Empty page title={t('app.notAllowed')} />;
}

function NotFound() {
  const t = useText();
  return <Empty page title={t('app.notFound')} />;
}

export function App() {
  return (
    <QueryClientProvider client={client}>
      <BrowserRouter>
        <ErrorBoundary>
          <SessionGate>
            <Shell>
              <Suspense fallback={<Loading />}>
                <Routes>
                  <Route path="/" element={<Home />} />
                  <Route path="/reading" element={<Only role="RADIOLOGIST"><WorklistPage role="CONSULTING" /></Only>} />
                  <Route path="/reading/:caseId" element={<ReadingPage />} />
                  <Route path="/reading/:caseId/images" element={<ImagesPage />} />
                  <Route path="/requests" element={<Only role="REQUESTING_DOCTOR"><WorklistPage role="REQUESTING" /></Only>} />
                  <Route path="/requests/new" element={<Only role="REQUESTING_DOCTOR"><RequestPage /></Only>} />
                  <Route path="/cases/:caseId" element={<CasePage />} />
                  <Route path="/cases/:caseId/study" element={<Only role={['REQUESTING_DOCTOR', 'PACS_ADMINISTRATOR']}><ChooseStudyPage /></Only>} />
                  <Route path="/templates" element={<Only role={['RADIOLOGIST', 'PACS_ADMINISTRATOR']}><TemplatesPage /></Only>} />
                  <Route path="/status" element={<Only role="PACS_ADMINISTRATOR"><StatusPage /></Only>} />
                  <Route path="/admin/quarantine" element={<Only role="PACS_ADMINISTRATOR"><QuarantinePage /></Only>} />
                  <Route path="/admin/routing" element={<Only role="PACS_ADMINISTRATOR"><RoutingPage /></Only>} />
                  <Route path="/admin/lines" element={<Only role="PACS_ADMINISTRATOR"><LinesPage /></Only>} />
                  <Route path="/admin/destinations" element={<Only role="PACS_ADMINISTRATOR"><DestinationsPage /></Only>} />
                  <Route path="/admin/accounts" element={<Only role="PACS_ADMINISTRATOR"><AccountsPage /></Only>} />
                  <Route path="*" element={<NotFound />} />
                </Routes>
              </Suspense>
            </Shell>
          </SessionGate>
        </ErrorBoundary>
      </BrowserRouter>
    </QueryClientProvider>
  );
}

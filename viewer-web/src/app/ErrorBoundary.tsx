import i18next from 'i18next';
import { Component, type ReactNode } from 'react';

/** The last resort: says that the page broke and offers a fresh start; drafts are in storage by then. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <main className="notice-page" role="alert">
        <p>{i18next.t('error.crashed')}</p>
        <button type="button" className="button primary" onClick={() => window.location.reload()}>
          {i18next.t('error.reload')}
        </button>
      </main>
    );
  }
}

import { NavLink } from 'react-router';
import { useText } from '../i18n';
import './nav.css';

/** The administrator's pages. */
export function AdminNav() {
  const t = useText();
  return (
    <nav className="admin-nav" aria-label={t('admin.nav')}>
      <NavLink to="/status">{t('nav.status')}</NavLink>
      <NavLink to="/admin/lines">{t('lines.title')}</NavLink>
      <NavLink to="/admin/quarantine">{t('admin.quarantine')}</NavLink>
      <NavLink to="/admin/routing">{t('admin.routing')}</NavLink>
      <NavLink to="/admin/destinations">{t('admin.destinations')}</NavLink>
      <NavLink to="/admin/accounts">{t('admin.accounts')}</NavLink>
    </nav>
  );
}

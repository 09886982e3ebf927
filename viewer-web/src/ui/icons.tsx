import type { ReactNode } from 'react';

/** 16-unit line icons, drawn in the colour of the text beside them; the name is the button's affair. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export const BackIcon = () => (
  <Icon>
    <path d="M10 3 5 8l5 5" />
  </Icon>
);
export const SearchIcon = () => (
  <Icon>
    <circle cx="7" cy="7" r="4.2" />
    <path d="m10.2 10.2 3.3 3.3" />
  </Icon>
);
export const KeyboardIcon = () => (
  <Icon>
    <rect x="1.5" y="4" width="13" height="8.5" rx="1.5" />
    <path d="M4 6.7h.01M6.7 6.7h.01M9.4 6.7h.01M12 6.7h.01M4.5 10h7" />
  </Icon>
);
export const PersonIcon = () => (
  <Icon>
    <circle cx="8" cy="5.2" r="2.7" />
    <path d="M2.8 13.5c.5-2.9 2.5-4.4 5.2-4.4s4.7 1.5 5.2 4.4" />
  </Icon>
);
export const WindowIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" />
  </Icon>
);
export const ZoomIcon = () => (
  <Icon>
    <circle cx="7" cy="7" r="4.2" />
    <path d="m10.2 10.2 3.3 3.3M5.2 7h3.6M7 5.2v3.6" />
  </Icon>
);
export const PanIcon = () => (
  <Icon>
    <path d="M8 2v12M2 8h12M6 4l2-2 2 2M6 12l2 2 2-2M4 6 2 8l2 2M12 6l2 2-2 2" />
  </Icon>
);
export const ScrollIcon = () => (
  <Icon>
    <path d="M3.5 4.5 8 2.5l4.5 2L8 6.5zM3.5 8 8 10l4.5-2M3.5 11.5l4.5 2 4.5-2" />
  </Icon>
);
export const InvertIcon = () => (
  <Icon>
    <rect x="2.5" y="2.5" width="11" height="11" rx="1.5" />
    <path d="M13.5 2.5v11h-11z" fill="currentColor" />
  </Icon>
);
export const ResetIcon = () => (
  <Icon>
    <path d="M3.2 8a4.8 4.8 0 1 0 1.6-3.6M5 1.8v2.8h2.8" />
  </Icon>
);
export const LayoutIcon = ({ columns }: { columns: number }) => (
  <Icon>
    <rect x="2" y="3" width="12" height="10" rx="1" />
    {columns > 1 && <path d="M8 3v10" />}
  </Icon>
);
export const CheckIcon = () => (
  <Icon>
    <path d="m3.5 8.5 3 3 6-7" />
  </Icon>
);
export const CrossIcon = () => (
  <Icon>
    <path d="m4 4 8 8M12 4l-8 8" />
  </Icon>
);
export const WindowsIcon = () => (
  <Icon>
    <rect x="1.8" y="2.5" width="8.7" height="7.5" rx="1" />
    <path d="M5.5 12.5v1h8.7V6h-1.5" />
  </Icon>
);
export const DocumentIcon = () => (
  <Icon>
    <path d="M4 1.8h5l3 3v9.4H4zM9 1.8v3h3M6 8.5h4M6 11h4" />
  </Icon>
);
export const ThemeIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="3" />
    <path d="M8 1.5v1.6M8 12.9v1.6M1.5 8h1.6M12.9 8h1.6M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M3.4 12.6l1.1-1.1M11.5 4.5l1.1-1.1" />
  </Icon>
);
export const WarningIcon = () => (
  <Icon>
    <path d="M8 2 1.5 13.5h13zM8 6.2v3.6M8 11.6h.01" />
  </Icon>
);

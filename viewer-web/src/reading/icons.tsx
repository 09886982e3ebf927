import type { ReactNode } from 'react';

/** 16-unit line icons of the image tools, in the manner of `ui/icons`; the name is the button's affair. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export const MagnifyIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.8" />
    <path d="M5.8 8h4.4M8 5.8v4.4" />
  </Icon>
);
export const LengthIcon = () => (
  <Icon>
    <path d="m2.5 13.5 11-11M1.5 10.5l4 4M10.5 1.5l4 4" />
  </Icon>
);
export const AngleIcon = () => (
  <Icon>
    <path d="M13 3 3 13h11M8.5 13a6 6 0 0 0-1.6-4" />
  </Icon>
);
export const CobbIcon = () => (
  <Icon>
    <path d="M2.5 5 13 2.5M2.5 10.5 13.5 14M8 4v8" />
  </Icon>
);
export const BidirectionalIcon = () => (
  <Icon>
    <path d="m3 13 10-10M5 5.5l5.5 5.5" />
  </Icon>
);
export const EllipseIcon = () => (
  <Icon>
    <ellipse cx="8" cy="8" rx="6" ry="4.3" />
  </Icon>
);
export const RectangleIcon = () => (
  <Icon>
    <rect x="2.2" y="4" width="11.6" height="8" />
  </Icon>
);
export const ProbeIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="2" />
    <path d="M8 1.8v3M8 11.2v3M1.8 8h3M11.2 8h3" />
  </Icon>
);
export const ArrowIcon = () => (
  <Icon>
    <path d="M13.5 13.5 3 3M3 8V3h5" />
  </Icon>
);
export const ViewIcon = () => (
  <Icon>
    <path d="M2 5V2h3M11 2h3v3M14 11v3h-3M5 14H2v-3" />
    <path d="M5 8s1-2.2 3-2.2S11 8 11 8s-1 2.2-3 2.2S5 8 5 8Z" />
  </Icon>
);
export const HeartIcon = () => (
  <Icon>
    <path d="M2 2.5v11M14 2.5v11M2 8h3.2M10.8 8H14M5.5 6.8a1.7 1.7 0 0 1 2.5-.7 1.7 1.7 0 0 1 2.5 2.2L8 11 5.5 8.3a1.5 1.5 0 0 1 0-1.5" />
  </Icon>
);
export const RotateRightIcon = () => (
  <Icon>
    <path d="M12.8 8A4.8 4.8 0 1 1 11 4.3M11.4 1.6v3H8.4" />
  </Icon>
);
export const RotateLeftIcon = () => (
  <Icon>
    <path d="M3.2 8A4.8 4.8 0 1 0 5 4.3M4.6 1.6v3h3" />
  </Icon>
);
export const FlipHorizontalIcon = () => (
  <Icon>
    <path d="M8 2v12M6 4.5v7L2 11.5zM10 4.5v7l4 0z" />
  </Icon>
);
export const FlipVerticalIcon = () => (
  <Icon>
    <path d="M2 8h12M4.5 6h7L11.5 2zM4.5 10h7l0 4z" />
  </Icon>
);
export const GridIcon = () => (
  <Icon>
    <rect x="2" y="2.5" width="12" height="11" rx="1" />
    <path d="M8 2.5v11M2 8h12" />
  </Icon>
);
export const HangingIcon = () => (
  <Icon>
    <path d="M1.5 3h13M4.5 3v2M11.5 3v2" />
    <rect x="2.2" y="5" width="4.8" height="8" />
    <rect x="9" y="5" width="4.8" height="8" />
  </Icon>
);
export const LinkIcon = () => (
  <Icon>
    <path d="M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.2-2.2a2.6 2.6 0 0 0-3.7-3.7L8 4.3M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.3 9a2.6 2.6 0 0 0 3.7 3.7l1-1" />
  </Icon>
);
export const LinesIcon = () => (
  <Icon>
    <rect x="2" y="2.5" width="12" height="11" rx="1" />
    <path d="M2 6h12M2 9.5h12" strokeDasharray="2 1.4" />
  </Icon>
);
export const PlayIcon = () => (
  <Icon>
    <path d="M4.5 2.8v10.4L13 8z" />
  </Icon>
);
export const StopIcon = () => (
  <Icon>
    <rect x="3.8" y="3.8" width="8.4" height="8.4" rx="1" />
  </Icon>
);
export const KeyIcon = () => (
  <Icon>
    <path d="m8 2 1.8 3.8 4.2.5-3.1 2.9.8 4.1L8 11.3l-3.7 2 .8-4.1L2 6.3l4.2-.5z" />
  </Icon>
);
export const EyeIcon = () => (
  <Icon>
    <path d="M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8" />
    <circle cx="8" cy="8" r="1.8" />
  </Icon>
);
export const TagsIcon = () => (
  <Icon>
    <path d="M2 3.5h12M2 8h12M2 12.5h8" />
  </Icon>
);
export const ListIcon = () => (
  <Icon>
    <path d="M6 4h8M6 8h8M6 12h8M2.2 4h.01M2.2 8h.01M2.2 12h.01" />
  </Icon>
);
export const SlidersIcon = () => (
  <Icon>
    <path d="M2 4.5h7M12 4.5h2M2 11.5h2M7 11.5h7" />
    <circle cx="10.5" cy="4.5" r="1.5" />
    <circle cx="5.5" cy="11.5" r="1.5" />
  </Icon>
);
export const CubeIcon = () => (
  <Icon>
    <path d="M8 1.8 13.5 5v6L8 14.2 2.5 11V5zM2.5 5 8 8.1 13.5 5M8 8.1v6.1" />
  </Icon>
);
export const FitIcon = () => (
  <Icon>
    <path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10M5.5 8h5" />
  </Icon>
);

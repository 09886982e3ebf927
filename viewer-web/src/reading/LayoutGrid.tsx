import { useState } from 'react';
import { useText } from '../i18n';
import { LARGEST, type Layout } from './useScreen';

/** A small grid to choose rows and columns from, 1 x 1 to 3 x 4. */
export function LayoutGrid({ layout, onLayout }: { layout: Layout; onLayout: (layout: Layout) => void }) {
  const t = useText();
  const [hovered, setHovered] = useState(layout);
  const cells = Array.from({ length: LARGEST.rows * LARGEST.columns }, (_, i) => ({
    rows: Math.floor(i / LARGEST.columns) + 1,
    columns: (i % LARGEST.columns) + 1,
  }));
  return (
    <div className="layout-grid">
      {cells.map((cell) => (
        <button
          key={`${cell.rows}${cell.columns}`}
          type="button"
          className="layout-cell"
          data-lit={cell.rows <= hovered.rows && cell.columns <= hovered.columns}
          aria-pressed={cell.rows === layout.rows && cell.columns === layout.columns}
          aria-label={t('viewer.tool.grid', { ...cell })}
          onPointerEnter={() => setHovered(cell)}
          onFocus={() => setHovered(cell)}
          onClick={() => onLayout(cell)}
        />
      ))}
      <span className="layout-words" aria-hidden="true">
        {t('viewer.tool.grid', { ...hovered })}
      </span>
    </div>
  );
}

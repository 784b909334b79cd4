// The shares of what takes space, as a bar; the table below it says the same in words.

import type { StorageUse } from '../../shared/storage.ts';
import classes from './storage.module.css';

export function StorageBar({ uses }: { readonly uses: readonly StorageUse[] }) {
  const shown = uses.filter(({ bytes }) => bytes > 0);
  return (
    <div className={classes.bar} aria-hidden>
      {shown.map(({ category, bytes }) => (
        <span key={category} data-category={category} style={{ flexGrow: bytes }} />
      ))}
    </div>
  );
}

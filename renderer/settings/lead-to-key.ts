// The way from wherever a key is missing to the row where it is set.

export const KEYS_HEADING = 'settings-keys';

export function keyRowId(variable: string): string {
  return `settings-key-${variable}`;
}

/** The row may be folded away, or still on its way. */
export function leadToKey(variable: string): void {
  const place =
    document.getElementById(keyRowId(variable)) ?? document.getElementById(KEYS_HEADING);
  place?.focus();
  place?.scrollIntoView({ block: 'center' });
}

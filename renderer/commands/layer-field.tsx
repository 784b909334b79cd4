// The field of the palette and of the sheet, by which what they list is narrowed down.

import { IconSearch } from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import { useCommandLayer } from '../state/command-layer.ts';
import classes from './layer-field.module.css';

interface LayerFieldProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'size'> {
  readonly label: string;
  readonly size: 'palette' | 'sheet';
  readonly onTyped?: () => void;
}

export function LayerField({ label, size, onTyped, ...input }: LayerFieldProps) {
  const { typed, type } = useCommandLayer();
  return (
    <div className={classes.head} data-size={size}>
      <IconSearch size={size === 'palette' ? 18 : 16} stroke={1.5} aria-hidden />
      <input
        {...input}
        // biome-ignore lint/a11y/noAutofocus: a dialog's first field
        autoFocus
        className={classes.field}
        aria-label={label}
        placeholder={label}
        spellCheck={false}
        autoComplete="off"
        value={typed}
        onChange={({ currentTarget }) => {
          type(currentTarget.value);
          onTyped?.();
        }}
      />
    </div>
  );
}

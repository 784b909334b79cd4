// A small button that is an icon, with its name in a tooltip.

import { ActionIcon, type ActionIconProps, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ShownKeys } from '../commands/use-keys.ts';

interface IconActionProps extends ActionIconProps {
  readonly label: string;
  /** What does the same from the keyboard. */
  readonly keys?: ShownKeys;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

export function IconAction({ label, keys, children, ...props }: IconActionProps) {
  return (
    <Tooltip label={keys?.text ? `${label} (${keys.text})` : label} openDelay={400}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={label}
        aria-keyshortcuts={keys?.aria}
        {...props}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

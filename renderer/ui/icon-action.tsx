// A small button that is an icon, with its name in a tooltip.

import { ActionIcon, type ActionIconProps, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

interface IconActionProps extends ActionIconProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

export function IconAction({ label, children, ...props }: IconActionProps) {
  return (
    <Tooltip label={label} openDelay={400} withinPortal>
      <ActionIcon variant="subtle" color="gray" size={28} aria-label={label} {...props}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

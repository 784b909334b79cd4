// The line that opens and closes a <details>: our chevron, which turns, in place of the browser's own mark.

import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './summary.module.css';

interface SummaryProps {
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

export function Summary({ className, children }: SummaryProps) {
  return (
    <summary className={`${classes.summary} ${className ?? ''}`}>
      <IconChevronRight className={classes.chevron} size={14} stroke={1.5} aria-hidden />
      {children}
    </summary>
  );
}

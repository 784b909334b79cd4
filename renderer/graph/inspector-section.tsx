// A part of the inspector with its heading.

import type { ReactNode } from 'react';
import classes from './inspector.module.css';

interface InspectorSectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

export function InspectorSection({ title, children }: InspectorSectionProps) {
  return (
    <div className={classes.section}>
      <h3 className={classes.heading}>{title}</h3>
      {children}
    </div>
  );
}

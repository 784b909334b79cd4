// A row that opens: its title, what it holds in short, and all of it once it is opened.

import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import classes from './settings.module.css';

interface FoldProps {
  readonly title: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function Fold({ title, aside, children }: FoldProps) {
  const content = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <div>
      <button
        type="button"
        className={classes.fold}
        aria-expanded={isOpen}
        aria-controls={content}
        onClick={() => setOpen(!isOpen)}
      >
        <IconChevronRight className={classes.chevron} size={16} stroke={1.5} aria-hidden />
        <span className={classes.foldTitle}>{title}</span>
        <span className={classes.foldAside}>{aside}</span>
      </button>
      <div id={content} className={classes.folded} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </div>
  );
}

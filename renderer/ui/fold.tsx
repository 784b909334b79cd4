// A row that opens: its title, what it holds in short, and all of it once it is opened.

import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import classes from './fold.module.css';

interface FoldProps {
  readonly title: ReactNode;
  readonly aside?: ReactNode;
  /** Of the heading that its row is, where it is one. */
  readonly level?: 4;
  /** Open whatever the person did, such as while something is looked for. */
  readonly isForcedOpen?: boolean;
  /** What it holds goes from edge to edge. */
  readonly isFlush?: boolean;
  readonly children: ReactNode;
}

export function Fold({
  title,
  aside,
  level,
  isForcedOpen = false,
  isFlush = false,
  children,
}: FoldProps) {
  const content = useId();
  const [isUnfolded, setUnfolded] = useState(false);
  const isOpen = isUnfolded || isForcedOpen;
  const row = (
    <button
      type="button"
      className={classes.fold}
      aria-expanded={isOpen}
      aria-controls={content}
      onClick={() => setUnfolded(!isUnfolded)}
    >
      <IconChevronRight className={classes.chevron} size={16} stroke={1.75} aria-hidden />
      <span className={classes.title}>{title}</span>
      <span className={classes.aside}>{aside}</span>
    </button>
  );
  return (
    <div>
      {level === undefined ? row : <h4 className={classes.heading}>{row}</h4>}
      <div id={content} className={classes.content} data-flush={isFlush} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </div>
  );
}

// Under a file that a task made: its name, what is known of it, and its menu.

import type { ReactNode } from 'react';
import type { FileOfRun } from '../api/upload.ts';
import { useFormat } from '../ui/format.ts';
import { KindIcon } from '../ui/kind-icon.tsx';
import { dragOut } from './drag-out.ts';
import classes from './file-line.module.css';
import { ResultMenu } from './result-menu.tsx';
import { useFacts } from './use-facts.ts';

interface FileLineProps {
  readonly file: FileOfRun;
  /** What else there is to choose. */
  readonly children?: ReactNode;
}

export function FileLine({ file, children }: FileLineProps) {
  const facts = useFacts();
  const { bytes } = useFormat();
  const { kind, size } = file.artefact;
  return (
    <div className={classes.line}>
      <KindIcon kind={kind} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the menu beside it does the same by keyboard */}
      <span className={classes.name} draggable onDragStart={(event) => dragOut(event, file)}>
        {file.name}
      </span>
      {/* A player tells its own duration. */}
      <span className={classes.facts}>{kind === 'audio' ? bytes(size) : facts(file)}</span>
      <span className={classes.end}>
        {children}
        <ResultMenu result={{ type: 'file', file }} />
      </span>
    </div>
  );
}

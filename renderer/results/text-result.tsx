// A text that a task made, to read, select and take along.

import { useState } from 'react';
import { Folded } from './folded.tsx';
import { ResultMenu } from './result-menu.tsx';
import classes from './text-result.module.css';

/** Characters that are laid out before the rest is asked for. */
const MOST_FOLDED = 20_000;
const BEGINNING = 4000;

interface TextResultProps {
  readonly text: string;
  readonly name: string;
}

export function TextResult({ text, name }: TextResultProps) {
  const [isOpen, setOpen] = useState(false);
  const isHuge = text.length > MOST_FOLDED;
  return (
    <div className={classes.text}>
      <div className={classes.body}>
        <Folded characters={isHuge ? text.length : undefined} onOpen={() => setOpen(!isOpen)}>
          <div className={classes.plain}>{isHuge && !isOpen ? text.slice(0, BEGINNING) : text}</div>
        </Folded>
      </div>
      <ResultMenu result={{ type: 'text', text, name }} />
    </div>
  );
}

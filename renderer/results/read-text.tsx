// A text that was read in a picture, beside it: pointing at a line shows its place, and the reverse.

import { Checkbox } from '@mantine/core';
import { memo, useMemo, useState } from 'react';
import type { NamedArtefact } from '../../shared/media.ts';
import type { TaskOutput } from '../../shared/outputs.ts';
import { Folded } from './folded.tsx';
import { useLayerName } from './layer-list.tsx';
import { LayeredPicture } from './layered-picture.tsx';
import { lineLayer, wordLayer } from './layers.ts';
import { type ReadLine, readLines } from './marked-text.ts';
import classes from './read-text.module.css';
import { ResultMenu } from './result-menu.tsx';
import split from './split.module.css';

interface ReadTextProps {
  readonly text: string;
  readonly name: string;
  readonly words: NonNullable<TaskOutput['words']>;
  readonly source: NamedArtefact;
}

export function ReadText({ text, name, words, source }: ReadTextProps) {
  const layerName = useLayerName();
  const [line, setLine] = useState<number>();
  const [hasWords, setWords] = useState(false);
  const lines = useMemo(() => readLines(text, words), [text, words]);
  const allWords = useMemo(() => wordLayer(words), [words]);
  const current = lineLayer(lines.find((one) => one.line === line && line !== undefined)?.box);
  return (
    <div className={split.split}>
      <div className={split.picture}>
        <LayeredPicture
          file={source}
          layers={[...(hasWords ? [allWords] : []), ...current]}
          sensed={[allWords]}
          lit={current[0] && { layer: current[0].key }}
          onLit={(lit) => setLine(lit?.mark === undefined ? undefined : words[lit.mark]?.line)}
          maxHeight={360}
        />
        <Checkbox
          className={classes.words ?? ''}
          size="xs"
          checked={hasWords}
          onChange={() => setWords(!hasWords)}
          label={layerName(allWords)}
        />
      </div>
      <div className={classes.text}>
        <div className={classes.body}>
          <Folded>
            <Lines lines={lines} current={line} onCurrent={setLine} />
          </Folded>
        </div>
        <ResultMenu result={{ type: 'text', text, name }} />
      </div>
    </div>
  );
}

interface LinesProps {
  readonly lines: readonly ReadLine[];
  readonly current: number | undefined;
  readonly onCurrent: (line: number | undefined) => void;
}

/** What is pointed at is found from the one element around them, however many lines there are. */
function Lines({ lines, current, onCurrent }: LinesProps) {
  return (
    <div
      className={classes.lines}
      onPointerOver={({ target }) => onCurrent(lineOf(target))}
      onPointerLeave={() => onCurrent(undefined)}
    >
      {lines.map(({ text, line }, index) => (
        <Line
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity and never move
          key={index}
          text={text}
          line={line}
          isCurrent={line !== undefined && line === current}
        />
      ))}
    </div>
  );
}

function lineOf(target: EventTarget): number | undefined {
  const line = target instanceof HTMLElement ? target.dataset.line : undefined;
  return line === undefined ? undefined : Number(line);
}

interface LineProps {
  readonly text: string;
  readonly line: number | undefined;
  readonly isCurrent: boolean;
}

const Line = memo(function Line({ text, line, isCurrent }: LineProps) {
  return (
    <div className={classes.line} data-line={line} data-current={isCurrent}>
      {text === '' ? '\n' : text}
    </div>
  );
});

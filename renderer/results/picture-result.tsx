// A picture that a task made or looked at, with what was found in it as layers over it.

import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TaskOutput } from '../../shared/outputs.ts';
import { Answers } from './answers.tsx';
import { FileLine } from './file-line.tsx';
import { LayerList } from './layer-list.tsx';
import { LayeredPicture } from './layered-picture.tsx';
import { answerKey, type Lit } from './layers.ts';
import type { PictureView } from './picture-views.ts';
import { ResultMenu } from './result-menu.tsx';
import split from './split.module.css';

interface PictureResultProps {
  /** What its text is called when it is saved. */
  readonly name: string;
  readonly output: TaskOutput;
  /** The run that made it. */
  readonly run: string;
  /** At least one. */
  readonly views: readonly [PictureView, ...(readonly PictureView[])];
}

export function PictureResult({ name, output, run, views }: PictureResultProps) {
  const t = useTranslations('results.picture');
  const [chosen, setChosen] = useState<string>();
  const view = views.find(({ key }) => key === chosen) ?? views[0];
  return (
    <div>
      <Pictured key={view.key} name={name} output={output} view={view} />
      {output.image !== undefined && (
        <FileLine file={{ ...output.image, run }}>
          {views.length > 1 && (
            <SegmentedControl
              size="xs"
              aria-label={t('views')}
              value={view.key}
              onChange={setChosen}
              data={views.map(({ key }) => ({ value: key, label: t(key) }))}
            />
          )}
        </FileLine>
      )}
    </div>
  );
}

interface PicturedProps extends Pick<PictureResultProps, 'name' | 'output'> {
  readonly view: PictureView;
}

function Pictured({
  name,
  output: { answers, image, text },
  view: { file, layers },
}: PicturedProps) {
  const [lit, setLit] = useState<Lit>();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [answer, setAnswer] = useState(0);
  const visible = layers.filter(({ key }) => !hidden.has(key));
  const lightAnswer = (index: number | undefined) =>
    setLit(index === undefined ? undefined : { layer: answerKey(index), mark: 0 });
  const shownAnswer = lit?.layer ?? answerKey(answer);
  return (
    <div className={split.split}>
      <div className={split.picture}>
        <LayeredPicture
          file={file}
          layers={answers === undefined ? visible : layers.filter(({ key }) => key === shownAnswer)}
          sensed={visible}
          lit={lit}
          onLit={setLit}
          maxHeight={420}
        />
      </div>
      {layers.length > 0 && (
        <div className={split.found}>
          {answers === undefined ? (
            <LayerList
              layers={layers}
              hidden={hidden}
              lit={lit}
              onLit={setLit}
              onToggle={(layer) => setHidden(hidden.symmetricDifference(new Set([layer])))}
            />
          ) : (
            <Answers
              answers={answers}
              places={{
                shown: answers.findIndex((_, index) => answerKey(index) === shownAnswer),
                onTouch: lightAnswer,
                onChoose: setAnswer,
              }}
            />
          )}
          {image === undefined && text !== undefined && (
            <ResultMenu result={{ type: 'text', text, name }} />
          )}
        </div>
      )}
    </div>
  );
}

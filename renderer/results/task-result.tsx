// All that one finished task made, each thing in its own way: pictures, texts, recordings, tables, numbers.

import { memo } from 'react';
import { useTranslations } from 'use-intl';
import type { RunState } from '../../shared/events.ts';
import type { NamedArtefact } from '../../shared/media.ts';
import type { TaskOutput } from '../../shared/outputs.ts';
import type { Task } from '../../shared/plan.ts';
import { useFormat } from '../ui/format.ts';
import { Answers } from './answers.tsx';
import { AudioPlayer } from './audio-player.tsx';
import { Entities } from './entities.tsx';
import { FileLine } from './file-line.tsx';
import { LabelBars } from './label-bars.tsx';
import { ResultNotes } from './notes.tsx';
import { PictureResult } from './picture-result.tsx';
import { type FinishedTask, pictureViews } from './picture-views.ts';
import { Ranking } from './ranking.tsx';
import { ReadText } from './read-text.tsx';
import { ResultMenu } from './result-menu.tsx';
import { Similarity } from './similarity.tsx';
import { TableView } from './table-view.tsx';
import classes from './task-result.module.css';
import { TextResult } from './text-result.tsx';
import { useMethodWords } from './use-method-words.ts';
import { useSourcePicture, useSourceText } from './use-source.ts';
import { Utterances } from './utterances.tsx';
import { VideoPlayer } from './video-player.tsx';

export { TaskPreview } from './task-preview.tsx';

interface TaskResultProps {
  readonly state: FinishedTask;
  readonly run: RunState;
}

/** What a finished task was given has ended before it, so that later events of its run change nothing. */
export const TaskResult = memo(
  DrawnResult,
  (before, after) => before.state === after.state && before.run.runId === after.run.runId,
);

function textName({ type }: Task): string {
  return `${type}.txt`;
}

function DrawnResult({ state, run }: TaskResultProps) {
  const { output, task } = state;
  const source = useSourcePicture(task, run);
  const views = pictureViews(state, source);
  const [first, ...more] = views;
  // Layers over a picture tell what was found in it.
  const isTold = views.some(({ layers }) => layers.length > 0);
  const { audio, video, table, prediction, notes } = output;
  return (
    <div className={classes.result}>
      {first !== undefined && (
        <PictureResult
          name={textName(task)}
          output={output}
          run={run.runId}
          views={[first, ...more]}
        />
      )}
      {!isTold && <Findings state={state} run={run} source={source} />}
      {audio !== undefined && (
        <div>
          <AudioPlayer file={audio} />
          <FileLine file={audio} />
        </div>
      )}
      {video !== undefined && (
        <div>
          <VideoPlayer file={video} />
          <FileLine file={video} />
        </div>
      )}
      {table !== undefined && (
        <div>
          {prediction !== undefined && <PredictionLine prediction={prediction} />}
          <TableView file={table} prediction={prediction} />
          <FileLine file={table} />
        </div>
      )}
      <ResultNotes notes={notes} />
    </div>
  );
}

interface FindingsProps extends TaskResultProps {
  /** The picture that the task looked at, where it is known. */
  readonly source: NamedArtefact | undefined;
}

/** The text that a task made, or in its place the structured form of what it says. */
function Findings({ state, run, source }: FindingsProps) {
  const { output, task } = state;
  const { text, words = [], labels = [], entities = [], answers = [], similarity } = output;
  const { utterances = [], ranking = [] } = output;
  const name = textName(task);
  if (words.length > 0 && text !== undefined && source !== undefined) {
    return <ReadText text={text} name={name} words={words} source={source} />;
  }
  if (output.prediction !== undefined && output.table !== undefined) {
    return null; // the table says it all
  }
  const structured = [
    labels.length > 0 && <LabelBars key="labels" labels={labels} />,
    entities.length > 0 && <FoundEntities key="entities" state={state} run={run} />,
    answers.length > 0 && <Answers key="answers" answers={answers} />,
    utterances.length > 1 && <Utterances key="utterances" utterances={utterances} />,
    ranking.length > 0 && <Ranking key="ranking" ranking={ranking} />,
    similarity !== undefined && <Similarity key="similarity" similarity={similarity} />,
  ].filter((part) => part !== false);
  if (structured.length === 0) {
    return text === undefined || text === '' ? null : <TextResult text={text} name={name} />;
  }
  return (
    <div className={classes.row}>
      <div className={classes.structured}>{structured}</div>
      {text !== undefined && <ResultMenu result={{ type: 'text', text, name }} />}
    </div>
  );
}

function FoundEntities({ state: { task, output }, run }: TaskResultProps) {
  const source = useSourceText(task.arguments.text, run);
  return <Entities entities={output.entities ?? []} source={source} />;
}

function PredictionLine({
  prediction: { column, cells, accuracy, method },
}: {
  readonly prediction: NonNullable<TaskOutput['prediction']>;
}) {
  const t = useTranslations('results.prediction');
  const methodWords = useMethodWords();
  const { share } = useFormat();
  return (
    <p className={classes.prediction}>
      {t('both', {
        filled: t('filled', { count: cells.length, column }),
        accuracy: t('accuracy', { share: share(accuracy) }),
      })}{' '}
      <span className={classes.method}>{methodWords(method)}</span>
    </p>
  );
}

// What a task made in a glance, for nodes of the graph and lists; while it runs, how far it has come.

import { memo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { NamedArtefact } from '../../shared/media.ts';
import { filesOf, type TaskOutput } from '../../shared/outputs.ts';
import type { TaskProgress, TaskState } from '../../shared/task-states.ts';
import { previewUrl } from '../api/upload.ts';
import { useFormat } from '../ui/format.ts';
import { KindIcon } from '../ui/kind-icon.tsx';
import { useLabelName } from './label-bars.tsx';
import { clock } from './numbers.ts';
import { useSimilarityNumber } from './similarity.tsx';
import classes from './task-preview.module.css';
import { useProgressWords } from './use-progress-words.ts';

export const TaskPreview = memo(function TaskPreview({ state }: { readonly state: TaskState }) {
  switch (state.status) {
    case 'running':
      return state.progress === undefined ? null : <Progress progress={state.progress} />;
    case 'finished':
      return <Made output={state.output} />;
    default:
      return null;
  }
});

function Progress({ progress }: { readonly progress: TaskProgress }) {
  const t = useTranslations('results.preview');
  const format = useFormat();
  const words = useProgressWords();
  const { preview, text, bytes } = progress;
  const sizes =
    bytes?.total === undefined
      ? undefined
      : t('bytes', { done: format.bytes(bytes.done), total: format.bytes(bytes.total) });
  const line = [words(progress), sizes].filter((part) => part !== undefined).join(' ');
  return (
    <div className={classes.preview}>
      {preview !== undefined && <Picture file={preview} />}
      {text !== undefined && text !== '' && <p className={classes.text}>{text.slice(-SHOWN)}</p>}
      {line !== '' && <p className={classes.line}>{line}</p>}
    </div>
  );
}

/** Characters. */
const SHOWN = 160;

function Made({ output }: { readonly output: TaskOutput }) {
  const line = useLine(output);
  const [file] = filesOf(output);
  const { text } = output;
  return (
    <div className={classes.preview}>
      {output.image !== undefined && <Picture file={output.image} />}
      {line !== undefined && <p className={classes.line}>{line}</p>}
      {line === undefined && file === undefined && text !== undefined && (
        <p className={classes.text}>{text.slice(0, SHOWN)}</p>
      )}
      {file !== undefined && file !== output.image && <FileGlyph file={file} />}
    </div>
  );
}

function Picture({ file }: { readonly file: NamedArtefact }) {
  const [isGone, setGone] = useState(false);
  return isGone ? (
    <FileGlyph file={file} />
  ) : (
    <img
      className={classes.picture}
      src={previewUrl(file, 256)}
      alt=""
      loading="lazy"
      decoding="async"
      onError={() => setGone(true)}
    />
  );
}

function FileGlyph({ file }: { readonly file: NamedArtefact }) {
  const { bytes } = useFormat();
  const { kind, duration, size } = file.artefact;
  return (
    <p className={classes.glyph}>
      {kind === 'audio' ? <WaveGlyph /> : <KindIcon kind={kind} />}
      <span className={classes.name}>{duration === undefined ? file.name : clock(duration)}</span>
      {duration === undefined && <span className={classes.size}>{bytes(size)}</span>}
    </p>
  );
}

const BARS = [4, 9, 14, 7, 12, 16, 10, 5, 11, 15, 8, 4, 10, 6] as const;

/** A sign for sound, not the waveform of this one. */
function WaveGlyph() {
  return (
    <svg width={BARS.length * 4} height={16} aria-hidden="true" className={classes.wave}>
      {BARS.map((height, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are always the same
        <rect key={index} x={index * 4} y={8 - height / 2} width={2} height={height} rx={1} />
      ))}
    </svg>
  );
}

/** Names in a line. */
const MOST_NAMED = 3;

/** What was found, in a line: "3 zebra, 1 person". */
function useLine({ objects, labels, entities, answers, similarity, prediction }: TaskOutput) {
  const t = useTranslations('results');
  const format = useFormat();
  const labelName = useLabelName();
  const number = useSimilarityNumber();
  const listed = (names: readonly string[]) => {
    const more = names.length - MOST_NAMED;
    return [
      ...names.slice(0, MOST_NAMED),
      ...(more > 0 ? [t('preview.moreLabels', { count: String(more) })] : []),
    ].join(t('entities.separator'));
  };
  const counted = (names: readonly string[]) =>
    listed(
      [...Map.groupBy(names, (name) => name)]
        .toSorted(([, a], [, b]) => b.length - a.length)
        .map(([name, all]) => `${format.count(all.length)} ${name}`),
    );
  if (objects !== undefined && objects.length > 0) {
    return counted(objects.map(({ label }) => label));
  }
  if (entities !== undefined && entities.length > 0) {
    return listed([...new Set(entities.map(({ text }) => text))]);
  }
  const [label] = labels ?? [];
  if (label !== undefined) {
    return t('marks.tag', { label: labelName(label.label), score: format.share(label.score) });
  }
  if (answers?.[0] !== undefined) {
    return answers[0].text;
  }
  if (similarity !== undefined) {
    return t('preview.alike', { score: number(similarity.score) });
  }
  return prediction === undefined
    ? undefined
    : t('preview.gaps', { count: prediction.cells.length });
}

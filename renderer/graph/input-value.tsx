// What a slot holds when the references in it are followed: the picture, the text, so that it need not
// be looked for elsewhere.

import { useTranslations } from 'use-intl';
import type { RunState } from '../../shared/events.ts';
import { frameOf, type NamedArtefact } from '../../shared/media.ts';
import { previewUrl } from '../api/upload.ts';
import { useTaskName } from '../ui/task-names.ts';
import classes from './inspector.module.css';
import { type SlotChoice, writtenReferences } from './slot-choices.ts';

interface InputValueProps {
  /** In wire form. */
  readonly value: string;
  readonly chosen: SlotChoice | undefined;
  readonly run: RunState;
}

/** Pixels, for screens with two to one. */
const PICTURE = 256;
/** Characters of a text that came from elsewhere. */
const SHOWN = 400;

export function InputValue({ value, chosen, run }: InputValueProps) {
  const t = useTranslations('graph.inspector');
  const taskName = useTaskName();
  if (chosen === undefined) {
    const lines = writtenReferences(value).flatMap(({ written, task }) => {
      const state = run.tasks.find((state) => state.task.id === task);
      return state === undefined ? [] : [{ written, name: taskName(state.task.type) }];
    });
    return lines.map(({ written, name }) => (
      <p key={written} className={classes.hint}>
        {t('standsFor', { written, name })}
      </p>
    ));
  }
  const { picture, text } = followed(chosen, run);
  if (picture !== undefined) {
    return (
      <img className={classes.picture} src={previewUrl(picture, PICTURE)} alt="" loading="lazy" />
    );
  }
  return text === undefined ? null : <p className={classes.value}>{text.slice(0, SHOWN)}</p>;
}

interface Followed {
  readonly picture?: NamedArtefact | undefined;
  readonly text?: string | undefined;
}

function followed(choice: SlotChoice, run: RunState): Followed {
  if (choice.from === 'file') {
    const file = run.attachments.find(({ name }) => name === choice.name);
    if (file === undefined || choice.kind !== 'image') {
      return {};
    }
    return { picture: file.artefact.kind === 'image' ? file : frameOf(file) };
  }
  const state = run.tasks.find(({ task }) => task.id === choice.task);
  if (state?.status !== 'finished') {
    return {};
  }
  return choice.kind === 'text' ? { text: state.output.text } : { picture: state.output.image };
}

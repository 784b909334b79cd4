// One of a few, as radio buttons in a line that breaks where it is narrow.

import { Radio } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import type { Language } from '../words/languages.ts';
import classes from './appearance.module.css';

interface Choice<Value> {
  readonly value: Value;
  readonly words: string;
  /** Where the words are of another language than the page. */
  readonly lang?: Language;
}

interface AppearanceChoiceProps<Value> {
  readonly title: string;
  readonly hint?: string;
  readonly choices: readonly Choice<Value>[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
  /** What shows the choice. */
  readonly children?: ReactNode;
}

export function AppearanceChoice<Value extends string | number>(
  props: AppearanceChoiceProps<Value>,
) {
  const { title, hint, choices, chosen, onChoose, children } = props;
  const id = useId();
  return (
    <div
      className={classes.choice}
      role="radiogroup"
      aria-labelledby={id}
      {...(hint !== undefined && { 'aria-describedby': `${id}-hint` })}
    >
      <p id={id} className={classes.title}>
        {title}
      </p>
      <div className={classes.choices}>
        {choices.map(({ value, words, lang }) => (
          <Radio
            key={value}
            name={id}
            size="sm"
            label={<span lang={lang}>{words}</span>}
            checked={value === chosen}
            onChange={() => onChoose(value)}
          />
        ))}
      </div>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={classes.hint}>
          {hint}
        </p>
      )}
      {children}
    </div>
  );
}

// A text with its names, places and dates marked where they stand; a list of them where the text that
// they were found in is not at hand.

import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TaskOutput } from '../../shared/outputs.ts';
import { useFormat } from '../ui/format.ts';
import classes from './entities.module.css';
import { Folded } from './folded.tsx';
import { entitiesByLabel, markEntities } from './marked-text.ts';
import { hueAt } from './marks.tsx';

interface EntitiesProps {
  readonly entities: NonNullable<TaskOutput['entities']>;
  /** What the offsets count in, where it is known. */
  readonly source: string | undefined;
}

export function Entities({ entities, source }: EntitiesProps) {
  const t = useTranslations('results.entities');
  const labelName = useEntityName();
  const { count } = useFormat();
  const [touched, setTouched] = useState<string>();
  const [chosen, setChosen] = useState<string>();
  const lit = touched ?? chosen;
  const groups = entitiesByLabel(entities);
  const hues = new Map(groups.map(({ label }, index) => [label, hueAt(index)]));
  const pieces = source === undefined ? undefined : markEntities(source, entities);
  return (
    <div className={classes.entities} data-lit={lit !== undefined}>
      {pieces !== undefined && (
        <Folded>
          <div className={classes.text}>
            {pieces.map(({ text, label, start }) =>
              label === undefined ? (
                text
              ) : (
                <mark
                  key={start}
                  className={classes.mark}
                  style={{ '--hue': hues.get(label) }}
                  title={labelName(label)}
                  data-lit={lit === label}
                >
                  {text}
                </mark>
              ),
            )}
          </div>
        </Folded>
      )}
      <dl className={classes.legend} aria-label={t('legend')}>
        {groups.map((group) => (
          <div
            key={group.label}
            className={classes.group}
            style={{ '--hue': hues.get(group.label) }}
            onPointerEnter={() => setTouched(group.label)}
            onPointerLeave={() => setTouched(undefined)}
          >
            <dt>
              <UnstyledButton
                className={classes.label}
                aria-pressed={chosen === group.label}
                onClick={() => setChosen(chosen === group.label ? undefined : group.label)}
              >
                {labelName(group.label)} <span className={classes.count}>{count(group.count)}</span>
              </UnstyledButton>
            </dt>
            <dd className={classes.names}>{group.texts.join(t('separator'))}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

const NAMES = [
  'PERSON',
  'LOCATION',
  'ORGANIZATION',
  'DATE',
  'MONEY',
  'PERCENT',
  'EMAIL',
  'PHONE',
  'URL',
  'MISC',
] as const;
/** How the models of the Hub call the same. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  PER: 'PERSON',
  LOC: 'LOCATION',
  GPE: 'LOCATION',
  ORG: 'ORGANIZATION',
};

export function useEntityName(): (label: string) => string {
  const t = useTranslations('results.entities.names');
  return (label) => {
    const plain = label.toUpperCase().replace(/^[BI]-/, '');
    const known = NAMES.find((name) => name === (OTHER_NAMES[plain] ?? plain));
    return known === undefined ? label : t(known);
  };
}

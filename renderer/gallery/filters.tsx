// What is looked for: words, and what the files are. Each choice says how many it would leave.

import { NativeSelect, TextInput } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslations } from 'use-intl';
import { GALLERY_ORIGINS, type Gallery } from '../../shared/gallery.ts';
import { RESOURCE_KINDS } from '../../shared/media.ts';
import { isTaskType } from '../../shared/tasks.ts';
import { type GalleryFilters, isFiltered, useGallery } from '../state/gallery.ts';
import { useFormat } from '../ui/format.ts';
import { useTaskName } from '../ui/task-names.ts';
import { TextButton } from '../ui/text-button.tsx';
import classes from './filters.module.css';
import { SearchWords } from './search-words.tsx';

export function Filters({ count }: { readonly count: number }) {
  const t = useTranslations('gallery');
  const { count: amount } = useFormat();
  const { filters, clear } = useGallery();
  return (
    <search className={classes.filters} aria-label={t('filters.label')}>
      <SearchWords />
      <Choices />
      <Days />
      <div className={classes.foot}>
        <p role="status" className={classes.count}>
          {t('count', { count, amount: amount(count) })}
        </p>
        {isFiltered(filters) && <TextButton onClick={clear}>{t('filters.clear')}</TextButton>}
      </div>
    </search>
  );
}

function Choices() {
  const t = useTranslations('gallery');
  const taskName = useTaskName();
  const modelName = useModelName();
  const filters = useGallery((state) => state.filters);
  const change = useGallery((state) => state.change);
  const choices = useGallery((state) => state.gallery?.choices);
  return (
    <>
      <Choice
        label={t('filters.kind')}
        any={t('filters.anyKind')}
        value={filters.kind}
        choices={choices?.kinds}
        nameOf={(kind) => t(`kinds.${kind}`)}
        onChoose={(kind) => change({ kind: RESOURCE_KINDS.find((one) => one === kind) })}
      />
      <Choice
        label={t('filters.type')}
        any={t('filters.anyType')}
        value={filters.type}
        choices={choices?.types}
        nameOf={taskName}
        onChoose={(type) => change({ type: isTaskType(type) ? type : undefined })}
      />
      <Choice
        label={t('filters.model')}
        any={t('filters.anyModel')}
        value={filters.model}
        choices={choices?.models}
        nameOf={modelName}
        onChoose={(model) => change({ model: model === '' ? undefined : model })}
      />
      <Choice
        label={t('filters.origin')}
        any={t('filters.anyOrigin')}
        value={filters.origin}
        choices={choices?.origins}
        nameOf={(origin) => t(`origins.${origin}`)}
        onChoose={(origin) => change({ origin: GALLERY_ORIGINS.find((one) => one === origin) })}
      />
    </>
  );
}

/** With the place where it ran; one that found nothing any more goes by its id. */
function useModelName(): (model: string) => string {
  const t = useTranslations('gallery.filters');
  const hostName = useTranslations('tasks.hosts');
  const models = useGallery((state) => state.gallery?.choices.models);
  return (model) => {
    const host = models?.find(({ value }) => value === model)?.host;
    return host === undefined ? model : t('hosted', { model, host: hostName(host) });
  };
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  /** What it says while nothing is chosen. */
  readonly any: string;
  readonly value: Value | undefined;
  readonly choices:
    | (Gallery['choices'][keyof Gallery['choices']] & readonly Counted<Value>[])
    | undefined;
  readonly nameOf: (value: Value) => string;
  /** Told '' for any. */
  readonly onChoose: (value: string) => void;
}

interface Counted<Value> {
  readonly value: Value;
  readonly count: number;
}

function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, any, value, choices = [], nameOf, onChoose } = props;
  const t = useTranslations('gallery.filters');
  const { count: amount } = useFormat();
  const isGone = value !== undefined && !choices.some((choice) => choice.value === value);
  const all: readonly Counted<Value>[] = isGone ? [...choices, { value, count: 0 }] : choices;
  return (
    <NativeSelect
      size="sm"
      aria-label={label}
      value={value ?? ''}
      data={[
        { value: '', label: any },
        ...all.map((choice) => ({
          value: choice.value,
          label: t('choice', { name: nameOf(choice.value), count: amount(choice.count) }),
        })),
      ]}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
    />
  );
}

function Days() {
  const t = useTranslations('gallery.filters');
  const { firstDay, lastDay } = useGallery((state) => state.filters);
  const change = useGallery((state) => state.change);
  const days: Readonly<Record<keyof Pick<GalleryFilters, 'firstDay' | 'lastDay'>, string>> = {
    firstDay,
    lastDay,
  };
  return (
    <div className={classes.days}>
      {(['firstDay', 'lastDay'] as const).map((day) => (
        <Fragment key={day}>
          <span aria-hidden>{t(day === 'firstDay' ? 'from' : 'to')}</span>
          <TextInput
            type="date"
            size="sm"
            aria-label={t(day)}
            title={t(day)}
            value={days[day]}
            min={day === 'lastDay' ? firstDay : undefined}
            max={day === 'firstDay' ? lastDay : undefined}
            data-empty={days[day] === ''}
            onChange={({ currentTarget }) => change({ [day]: currentTarget.value })}
          />
        </Fragment>
      ))}
    </div>
  );
}

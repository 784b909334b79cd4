// What can be asked of the attached files, a click each.

import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { draftOf, useComposer } from '../state/composer.ts';
import { kindOf } from '../state/draft.ts';
import { useOverview } from '../state/overview.ts';
import { KindIcon } from '../ui/kind-icon.tsx';
import classes from './suggestion-row.module.css';
import { type Suggestion, suggestionsFor } from './suggestions.ts';

export function SuggestionRow() {
  const t = useTranslations('chat');
  const locale = useLocale();
  const suggestions = useSuggestions();
  const ask = ({ id, files }: Suggestion) => {
    const names = new Intl.ListFormat(locale, { type: 'conjunction' }).format(files);
    const { setText, send } = useComposer.getState();
    setText(t(`suggest.requests.${id}`, { count: files.length, files: names }));
    send();
  };
  return (
    suggestions.length > 0 && (
      <ul className={classes.row} aria-label={t('composer.suggestions')}>
        {suggestions.map((suggestion) => (
          <li key={suggestion.id}>
            <Button
              size="compact-sm"
              variant="default"
              radius="xl"
              fw={400}
              leftSection={<KindIcon kind={suggestion.kind} size={14} />}
              onClick={() => ask(suggestion)}
            >
              {t(`suggest.names.${suggestion.id}`)}
            </Button>
          </li>
        ))}
      </ul>
    )
  );
}

/** None once the person writes: what is written goes first. */
function useSuggestions(): readonly Suggestion[] {
  const abilities = useOverview((state) => state.overview?.abilities);
  const isEmpty = useComposer((composer) => draftOf(composer).text.trim() === '');
  const files = useComposer((composer) => draftOf(composer).files);
  return useMemo(() => {
    const sound = files.filter(({ upload }) => upload.status !== 'failed');
    const described = sound.map((file) => ({ name: file.name, kind: kindOf(file) }));
    return isEmpty ? suggestionsFor(described, new Set(abilities?.map(({ type }) => type))) : [];
  }, [abilities, isEmpty, files]);
}

// The prompts of the stages and the demonstrations, each folded.

import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import type { PromptListing } from '../../shared/controller-listing.ts';
import screen from '../shell/screen-body.module.css';
import { usePrompts } from '../state/prompts.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Fold } from '../ui/fold.tsx';
import { PromptEditor } from './prompt-editor.tsx';

export function Prompts() {
  const t = useTranslations('settings.prompts');
  const { prompts, error, load } = usePrompts();
  useEffect(() => {
    void load();
  }, [load]);
  return (
    <section aria-labelledby="settings-prompts">
      <div className={screen.head}>
        <h2 id="settings-prompts">{t('title')}</h2>
        <p className={screen.aside}>{t('hint')}</p>
      </div>
      {error && <ErrorNotice error={error} onRecover={load} />}
      {prompts && (
        <div className={screen.rows}>
          {prompts.map((prompt) => (
            <Prompt key={prompt.name} prompt={prompt} />
          ))}
        </div>
      )}
    </section>
  );
}

function Prompt({ prompt }: { readonly prompt: PromptListing }) {
  const t = useTranslations('settings.prompts');
  const { name, text, original } = prompt;
  const isUnsaved = usePrompts(({ drafts }) => drafts[name] !== undefined);
  const state = isUnsaved ? t('unsaved') : text === original ? '' : t('changed');
  return (
    <Fold title={t(`names.${name}`)} aside={state}>
      <PromptEditor prompt={prompt} />
    </Fold>
  );
}

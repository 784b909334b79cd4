// A block of code in an answer, with a button that copies it.

import type { ComponentProps } from 'react';
import type { ExtraProps } from 'streamdown';
import { useTranslations } from 'use-intl';
import classes from './code-block.module.css';
import { CopyAction } from './copy-action.tsx';

export function CodeBlock({ className, children }: ComponentProps<'code'> & ExtraProps) {
  const t = useTranslations('chat.answer');
  const language = /language-(\S+)/.exec(className ?? '')?.[1] ?? '';
  const code = String(children ?? '').replace(/\n$/, '');
  return (
    <div className={classes.block} dir="ltr">
      <div className={classes.head}>
        <span className={classes.language}>{language}</span>
        <CopyAction label={t('copyCode')} text={() => code} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre className={classes.code} tabIndex={0}>
        <code>{code}</code>
      </pre>
    </div>
  );
}

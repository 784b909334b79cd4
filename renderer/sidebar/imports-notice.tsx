// What is being imported, how far it is, and why something was not taken.

import { CloseButton, Portal, Progress, VisuallyHidden } from '@mantine/core';
import { IconFileZip } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { AppError, type ErrorReport, toErrorReport } from '../../shared/errors.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useFormat } from '../ui/format.ts';
import { chooseImports } from './choose-imports.ts';
import { type Import, type ImportProblem, type ImportStage, useImports } from './imports.ts';
import classes from './imports-notice.module.css';

interface ImportsNoticeProps {
  /** Called where the person took one off the list, and with it what had the focus. */
  readonly onDropped: () => void;
}

export function ImportsNotice({ onDropped }: ImportsNoticeProps) {
  const t = useTranslations('sidebar.imports');
  const { all, done, drop } = useImports();
  return (
    <>
      {all.length > 0 && (
        <ul className={classes.list} aria-label={t('list')}>
          {all.map((one) => (
            <ImportRow
              key={one.key}
              one={one}
              onDrop={() => {
                drop(one.key);
                onDropped();
              }}
            />
          ))}
        </ul>
      )}
      {/* There from the beginning, since screen readers tell what comes into it; not within the sidebar,
          which goes out of sight on a narrow page. */}
      <Portal>
        <VisuallyHidden role="status">
          {done && <span key={done.key}>{t('imported', { title: done.title })}</span>}
        </VisuallyHidden>
      </Portal>
    </>
  );
}

interface ImportRowProps {
  readonly one: Import;
  readonly onDrop: () => void;
}

function ImportRow({ one, onDrop }: ImportRowProps) {
  const t = useTranslations('sidebar.imports');
  const { name, stage } = one;
  if (stage.status === 'failed') {
    return (
      <li className={classes.failed}>
        <ImportFailure one={one} problem={stage.problem} onDrop={onDrop} />
        <CloseButton
          className={classes.close}
          size="sm"
          aria-label={t('dismiss', { name })}
          onClick={onDrop}
        />
      </li>
    );
  }
  return (
    <li className={classes.row}>
      <div className={classes.line}>
        <IconFileZip size={16} stroke={1.5} aria-hidden />
        <span className={classes.name} title={name}>
          {name}
        </span>
        {stage.status !== 'reading' && (
          <CloseButton size="sm" aria-label={t('cancel', { name })} onClick={onDrop} />
        )}
      </div>
      <ImportProgress one={one} stage={stage} />
    </li>
  );
}

interface ImportProgressProps {
  readonly one: Import;
  readonly stage: Exclude<ImportStage, { readonly status: 'failed' }>;
}

function ImportProgress({ one: { name, size }, stage }: ImportProgressProps) {
  const t = useTranslations('sidebar.imports');
  const { bytes } = useFormat();
  const fraction = { waiting: 0, reading: 1 };
  const share = stage.status === 'sending' ? stage.fraction : fraction[stage.status];
  return (
    <>
      <span className={classes.state}>
        {stage.status === 'sending'
          ? t('sending', { done: bytes(size * share), total: bytes(size) })
          : t(stage.status)}
      </span>
      <Progress size={2} value={share * 100} aria-label={name} />
    </>
  );
}

interface ImportFailureProps extends ImportRowProps {
  readonly problem: ImportProblem;
}

function ImportFailure({ one, problem, onDrop }: ImportFailureProps) {
  const { retry } = useImports.getState();
  const error = useProblemReport(one, problem);
  const onRecover = () => {
    if (error.recovery === 'retry') {
      retry(one.key);
    } else {
      onDrop();
      chooseImports();
    }
  };
  return <ErrorNotice error={error} onRecover={onRecover} />;
}

function useProblemReport({ name, size }: Import, problem: ImportProblem): ErrorReport {
  const t = useTranslations('sidebar.imports');
  const { bytes } = useFormat();
  if (problem.type === 'refused') {
    return problem.error;
  }
  const sizes = { actual: bytes(size), limit: bytes(problem.limit) };
  return toErrorReport(AppError.of('FILE_TOO_LARGE', { name, ...sizes, advice: t('sizeAdvice') }));
}

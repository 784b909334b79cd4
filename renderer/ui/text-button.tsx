// A button that is words in a line: show more, fold, read on.

import { UnstyledButton, type UnstyledButtonProps } from '@mantine/core';
import type { AriaAttributes, ReactNode } from 'react';
import classes from './text-button.module.css';

interface TextButtonProps
  extends UnstyledButtonProps,
    Pick<AriaAttributes, 'aria-expanded' | 'aria-controls'> {
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

export function TextButton(props: TextButtonProps) {
  return <UnstyledButton className={classes.button ?? ''} {...props} />;
}

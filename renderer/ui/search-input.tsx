// A field of words that are looked for, with a button that empties it.

import { CloseButton, TextInput, type TextInputProps } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type RefObject, useRef } from 'react';

interface SearchInputProps
  extends Omit<TextInputProps, 'value' | 'onChange' | 'leftSection' | 'rightSection' | 'ref'> {
  readonly field?: RefObject<HTMLInputElement | null>;
  readonly words: string;
  readonly onWrite: (words: string) => void;
  readonly clearLabel: string;
  readonly onClear: () => void;
}

export function SearchInput(props: SearchInputProps) {
  const { field, words, onWrite, clearLabel, onClear, ...rest } = props;
  const own = useRef<HTMLInputElement>(null);
  const input = field ?? own;
  const clear = () => {
    onClear();
    input.current?.focus();
  };
  return (
    <TextInput
      ref={input}
      size="sm"
      role="searchbox"
      spellCheck={false}
      leftSection={<IconSearch size={16} stroke={1.5} aria-hidden />}
      rightSection={
        words !== '' && <CloseButton size={24} aria-label={clearLabel} onClick={clear} />
      }
      value={words}
      onChange={({ currentTarget }) => onWrite(currentTarget.value)}
      {...rest}
    />
  );
}

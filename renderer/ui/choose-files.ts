// Asks the person for files. Callers are spread over the screen, so the field is no one's.

interface Wanted {
  /** As the `accept` of a field has it; all files where it is left out. */
  readonly accept?: string;
  readonly isMultiple: boolean;
  readonly onChosen: (files: readonly File[]) => void;
}

export function chooseFiles({ accept = '', isMultiple, onChosen }: Wanted): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.multiple = isMultiple;
  input.hidden = true;
  input.addEventListener('change', () => {
    onChosen([...(input.files ?? [])]);
    input.remove();
  });
  input.addEventListener('cancel', () => input.remove());
  // Some browsers forget a field that is not on the page before anything was chosen.
  document.body.append(input);
  input.click();
}

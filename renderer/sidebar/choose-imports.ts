// Asks the person for files to be imported. Callers are spread over the screen, so the field is no one's.

import { useImports } from './imports.ts';

export function chooseImports(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.zip,application/zip';
  input.multiple = true;
  input.hidden = true;
  input.addEventListener('change', () => {
    useImports.getState().add(input.files ?? []);
    input.remove();
  });
  input.addEventListener('cancel', () => input.remove());
  // Some browsers forget a field that is not on the page before anything was chosen.
  document.body.append(input);
  input.click();
}

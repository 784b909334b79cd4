// Asks the person for conversations to be imported.

import { chooseFiles } from '../ui/choose-files.ts';
import { useImports } from './imports.ts';

export function chooseImports(): void {
  chooseFiles({
    accept: '.zip,application/zip',
    isMultiple: true,
    onChosen: useImports.getState().add,
  });
}

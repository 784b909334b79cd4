// Run by store.test.ts in a process of its own: opens the data folder and prints what came of it.

import { openStore } from '../../../electron/store/store.ts';
import { AppError } from '../../../shared/errors.ts';

try {
  openStore(process.argv[2] ?? '', Date.now).close();
  console.log('opened');
} catch (error) {
  console.log(error instanceof AppError ? `${error.code} ${error.data.pid ?? ''}` : String(error));
}

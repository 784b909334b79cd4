// Run by download.test.ts, which kills it: installs the model of the tests into a cache.

import { libraryOn, MODEL } from './shelf.ts';

const [endpoint = '', home = ''] = process.argv.slice(2);
await libraryOn({ endpoint, home }).install(MODEL, { dtype: 'q8' });
process.stdout.write('installed\n');

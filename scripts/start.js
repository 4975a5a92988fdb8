// `npm start -- FLAGS` is `jupyter-expose init FLAGS`, on a fresh clone as well.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, setUp } from './setup.js';

setUp();
const bin = join(ROOT, 'bin', 'jupyter-expose.js');
process.argv = [process.argv[0], bin, 'init', ...process.argv.slice(2)];
await import(pathToFileURL(bin).href);

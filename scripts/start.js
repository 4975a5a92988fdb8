// `npm start -- FLAGS` is `jupyter-expose init FLAGS`, `npm start -- COMMAND …` is that command; on a fresh clone as well.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, setUp } from './setup.js';

setUp();
const bin = join(ROOT, 'bin', 'jupyter-expose.js');
const [node, , ...words] = process.argv;
const isCommand = words.length > 0 && !words[0].startsWith('-');
process.argv = [node, bin, ...(isCommand ? [] : ['init']), ...words];
await import(pathToFileURL(bin).href);

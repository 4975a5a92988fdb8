// `npm run build`, and what `npm pack` does first.
import { ensureBuild } from './setup.js';

ensureBuild();

// `npm run build`; `npm pack` runs it first.
import { ensureBuild } from './setup.js';

ensureBuild();

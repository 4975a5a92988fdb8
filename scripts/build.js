// `npm run build`; scripts/prepack.js does the same before `npm pack`.
import { ensureBuild } from './setup.js';

ensureBuild();

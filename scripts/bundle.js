// src/ as a few files in dist/. Each file that Node has to find and link costs start-up time, and unbundled a
// rerun of `init` would load over a hundred of them before it asks Jupyter (npm run bench). Dependencies stay
// dependencies, what is imported lazily stays a file of its own, and nothing is minified: it can be read.
import { build } from 'esbuild';

await build({
  entryPoints: { main: 'src/main.ts', index: 'src/index.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  target: 'node20.17',
  format: 'esm',
  charset: 'utf8',
  logLevel: 'warning',
});

// src/ as a few files in dist/. Each file that Node has to find and link costs start-up time, and unbundled a
// rerun of `init` would load over a hundred of them before it asks Jupyter (npm run bench). Dependencies stay
// dependencies, what is imported lazily stays a file of its own, and nothing is minified: it can be read.
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
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

// The same once more as one file with all that `renew` needs, for the schedule: nothing lies beside it there. The
// packages of the wizard stay out, `renew` never asks for them.
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
/** What finds its surroundings by its own place in the package, as it is without a package. */
const WITHOUT_PACKAGE = {
  'commander.ts': `export { Command, CommanderError, Help, Option } from 'commander';`,
  'version.ts': `import { fileURLToPath } from 'node:url';
export const ownVersion = () => ${JSON.stringify(version)};
export const standalonePath = () => fileURLToPath(import.meta.url);`,
};
await build({
  entryPoints: ['src/main.ts'],
  outfile: 'dist/standalone.js',
  bundle: true,
  external: ['inquirer', '@zxcvbn-ts/*'],
  platform: 'node',
  target: 'node20.17',
  format: 'esm',
  charset: 'utf8',
  legalComments: 'none',
  minifyWhitespace: true,
  logLevel: 'warning',
  banner: {
    js: `import { createRequire as __makeRequire } from 'node:module';
import { fileURLToPath as __pathOfUrl } from 'node:url';
const require = __makeRequire(import.meta.url);
const __filename = __pathOfUrl(import.meta.url);
const __dirname = __pathOfUrl(new URL('.', import.meta.url));`,
  },
  plugins: [
    {
      name: 'without-package',
      setup({ onLoad }) {
        onLoad({ filter: /[\\/]src[\\/](?:cli[\\/]commander|system[\\/]version)\.ts$/ }, ({ path }) => ({
          contents: WITHOUT_PACKAGE[basename(path)],
          loader: 'ts',
          resolveDir: dirname(path),
        }));
      },
    },
  ],
});

// Bundles src/ into a few files in dist/. Each file that Node resolves and links costs start-up time, and an unbundled
// rerun of `init` would load over a hundred of them before it runs Jupyter (npm run bench). Dependencies stay external,
// lazy imports stay separate files, and nothing is minified, so the output is readable.
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { build } from 'esbuild';

await build({
  entryPoints: { main: 'src/start.ts', index: 'src/index.ts' },
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

// A second bundle in one file with all that `renew` needs: the schedule runs a copy of it without the package. It omits
// the wizard's packages, which `renew` never imports.
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
/** Replacements for the modules that locate files relative to the package. */
const WITHOUT_PACKAGE = {
  'commander.ts': `export { Command, CommanderError, Help, Option } from 'commander';`,
  'version.ts': `import { fileURLToPath } from 'node:url';
export const ownVersion = () => ${JSON.stringify(version)};
export const standalonePath = () => fileURLToPath(import.meta.url);`,
};
await build({
  entryPoints: ['src/start.ts'],
  outfile: 'dist/standalone.js',
  bundle: true,
  external: ['inquirer', '@zxcvbn-ts/*'],
  // The output contains the packages' paths: a linked node_modules must not change them.
  preserveSymlinks: true,
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

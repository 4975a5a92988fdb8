// The rooms (top-level folders) of src/, highest first: each imports only from lower ones, types included. This list
// generates the overrides of biome.json: `node scripts/rooms.js` writes them, `--check` (part of `npm run lint`)
// reports stale ones.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const CONFIG = fileURLToPath(new URL('../biome.json', import.meta.url));

/** main.ts and index.ts rank above all rooms, errors.ts and group-by.ts below. */
const ROOMS = [
  'cli',
  'commands',
  'features',
  'command',
  'wizard',
  'prompt',
  'renewal',
  'checks',
  'output',
  'situation',
  'state',
  'plan',
  'dns',
  'certificates',
  'jupyter',
  'net',
  'python-config',
  'system',
  'messages',
];

/** Which feature may import which other ones. All other features share only their answers. */
const PAIRS = {
  ddns: ['schedule'],
  router: ['schedule'],
  tls: ['schedule'],
};

/** The rooms that may touch the world; all others are handed System and Network. */
const WORLD = ['net', 'system'];
const THROUGH_NETWORK = 'The network is asked through Network, an argument: see src/net/network.ts.';
/** Node.js modules that open sockets or list interfaces, with the pure functions that every room may use. */
const NETWORK_MODULES = {
  ...Object.fromEntries(
    ['dgram', 'dns', 'dns/promises', 'http', 'http2', 'https', 'tls'].map((name) => [
      `node:${name}`,
      THROUGH_NETWORK,
    ]),
  ),
  'node:net': { allowImportNames: ['isIP', 'isIPv4', 'isIPv6'], message: THROUGH_NETWORK },
  'node:os': { allowImportNames: ['hostname', 'userInfo'], message: THROUGH_NETWORK },
};
/** Our own implementation on these modules. */
const REAL_NETWORK = { group: ['**/net/node/**'], message: THROUGH_NETWORK };

/** The depths of a feature's folders below features/. */
const DEPTHS = [1, 2];

function override(includes, patterns, touchesWorld = false) {
  const options = touchesWorld
    ? { patterns }
    : { paths: NETWORK_MODULES, patterns: [...patterns, REAL_NETWORK] };
  const noRestrictedImports = { level: 'error', options };
  return { includes, linter: { rules: { style: { noRestrictedImports } } } };
}

const insides = (rooms) => rooms.map((room) => `**/${room}/**`);
const DOWNWARDS = 'Imports point down: see the list of rooms in scripts/rooms.js.';

/** What a room may not import: the rooms above it, and files inside a feature. */
function patternsOf(room) {
  const above = ROOMS.slice(0, ROOMS.indexOf(room));
  const own = [{ group: [...insides(above), '**/main.ts'], message: DOWNWARDS }];
  const isAboveFeatures = !above.includes('features') && room !== 'features';
  const message = 'Outside of features/ a feature is known by features/index.ts alone.';
  return isAboveFeatures ? [...own, { group: ['**/features/*/**', '**/features/feature.ts'], message }] : own;
}

/** The override for a feature's files `depth` folders below features/. Other features' paths are relative to them. */
function featureOverride(feature, depth) {
  const up = '../'.repeat(depth);
  const allowed = (PAIRS[feature] ?? []).map((other) => `!${up}${other}/**`);
  const group = [`${up}*/**`, `!${up}../**`, ...allowed];
  const message = 'A feature imports another one only where PAIRS in scripts/rooms.js says so.';
  const includes = [`src/features/${[feature, ...Array(depth - 1).fill('*')].join('/')}/*.ts`];
  return override(includes, [...patternsOf('features'), { group, message }]);
}

function overrides() {
  const rooms = ROOMS.map((room) => override([`src/${room}/**`], patternsOf(room), WORLD.includes(room)));
  const features = ['*', ...Object.keys(PAIRS)].flatMap((feature) =>
    DEPTHS.map((depth) => featureOverride(feature, depth)),
  );
  // main.ts makes both.
  const top = override(['src/*.ts', '!src/main.ts'], []);
  // Globals need no import; net/ opens its connections with the modules above.
  const deniedGlobals = Object.fromEntries(
    ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'].map((name) => [name, THROUGH_NETWORK]),
  );
  const noRestrictedGlobals = { level: 'error', options: { deniedGlobals } };
  const globals = { includes: ['src/**'], linter: { rules: { style: { noRestrictedGlobals } } } };
  return [globals, top, ...rooms, ...features];
}

const before = readFileSync(CONFIG, 'utf8');
const config = { ...JSON.parse(before), overrides: overrides() };
const isSame = JSON.stringify(JSON.parse(before)) === JSON.stringify(config);
if (process.argv.includes('--check')) {
  if (!isSame) {
    console.error('biome.json is stale: run `node scripts/rooms.js && npm run format`.');
    process.exitCode = 1;
  }
} else if (!isSame) writeFileSync(CONFIG, `${JSON.stringify(config, null, 2)}\n`);

import { atLeast } from '../../jupyter/generations.ts';
import { formatOf } from '../../jupyter/settings/config-file.ts';
import { winnerOf } from '../../jupyter/settings/sources.ts';
import type { Target } from '../../jupyter/target.ts';
import type { PythonValue } from '../../python-config/value.ts';
import { currentValue, isSet } from '../../situation/effective-setting.ts';
import type { Repair } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { statePaths } from '../../state/paths.ts';
import type { WantedSetting } from '../../wizard/step.ts';

/** Python's numbers of TLS versions. */
export const TLS_1_0 = 3;
export const TLS_1_2 = 5;

/** Python's numbers of protocols that browsers no longer support. */
export const OLD_PROTOCOLS: Readonly<Record<number, string>> = {
  0: 'SSL 2',
  1: 'SSL 3',
  [TLS_1_0]: 'TLS 1.0',
  4: 'TLS 1.1',
};

/** Settings to serve the certificate in `expose/`: key and certificates in one file, with a current TLS version. */
export async function servingSettings(situation: Situation): Promise<WantedSetting[]> {
  const { exposeDir } = await situation.get('paths');
  const keyfile = await currentValue(situation, 'keyfile');
  return [
    { trait: 'certfile', value: statePaths(exposeDir).server },
    // The key of another certificate would not match.
    ...(isSet(keyfile) ? [{ trait: 'keyfile' as const, value: '' }] : []),
    ...(await protocol(situation)),
  ];
}

/** Settings for plain HTTP. */
export async function plainSettings(situation: Situation): Promise<WantedSetting[]> {
  // With any one of them left, Jupyter looks for a certificate and ends (KeyError: 'certfile').
  const traits = ['certfile', 'keyfile', 'client_ca'] as const;
  const values = await Promise.all(traits.map((trait) => currentValue(situation, trait)));
  const set = traits.filter((_, at) => isSet(values[at]));
  const options = await noProtocol(situation);
  return [...set.map((trait) => ({ trait, value: '' })), ...(set.length > 0 ? options : [])];
}

/** notebook below 6 uses TLS 1.0 by default. */
export function usesOldTls({ generation, serverVersion }: Target): boolean {
  return generation === 'classic' && !atLeast(serverVersion, '6.0');
}

/** The TLS version that browsers need, where Jupyter's default or the config has an older one. */
export async function protocol(situation: Situation): Promise<WantedSetting[]> {
  const target = await situation.get('target');
  if (!usesOldTls(target)) return [];
  const options = await sslOptions(situation);
  const version = options.ssl_version;
  if (version !== undefined && OLD_PROTOCOLS[Number(version)] === undefined) return [];
  const { certfile: _cert, keyfile: _key, ...kept } = options;
  const value = { ...kept, ssl_version: TLS_1_2 } as Readonly<Record<string, PythonValue>>;
  return [{ key: keyOfOptions(target), value }];
}

/** Options that remain without a certificate would make the server speak TLS that no client can use. */
async function noProtocol(situation: Situation): Promise<WantedSetting[]> {
  const target = await situation.get('target');
  const isLeft = usesOldTls(target) && Object.keys(await sslOptions(situation)).length > 0;
  return isLeft ? [{ key: keyOfOptions(target), value: {} }] : [];
}

/** `ssl_options` as written in the config; empty if not set. */
export async function sslOptions(situation: Situation): Promise<Readonly<Record<string, unknown>>> {
  const [target, { values }] = await Promise.all([situation.get('target'), situation.get('effective')]);
  // Notebook 7 also accepts the old class name.
  const value = values[keyOfOptions(target)] ?? values['NotebookApp.ssl_options'];
  const isDict = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isDict ? { ...value } : {};
}

/** The change that sets `ssl_options` to these values; none if they cannot be written. */
export async function setSslOptions(
  situation: Situation,
  options: Readonly<Record<string, unknown>>,
): Promise<{ repair?: Repair }> {
  if (!Object.values(options).every(isPlain)) return {};
  const [target, sources, own] = await Promise.all([
    situation.get('target'),
    situation.get('sources'),
    situation.get('configFile'),
  ]);
  const beside = winnerOf(sources, 'certfile');
  if (beside?.writable === false) return {};
  const path = beside?.file ?? own.path;
  const format = beside?.format ?? formatOf(own.path);
  const key = beside?.key.replace(/\.\w+$/, '.ssl_options') ?? keyOfOptions(target);
  const settings = { [key]: options as Readonly<Record<string, PythonValue>> };
  return { repair: { changes: [{ kind: 'edit-settings', path, format, settings, secret: [] }] } };
}

/** The config key of `ssl_options` for this Jupyter. */
function keyOfOptions(target: Target): string {
  return target.generation === 'classic' ? 'NotebookApp.ssl_options' : 'ServerApp.ssl_options';
}

function isPlain(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

import type { Target } from '../../jupyter/target.ts';
import { atLeast } from '../../jupyter/version.ts';
import type { PythonValue } from '../../python-config/value.ts';
import { currentValue } from '../../situation/current-value.ts';
import type { Situation } from '../../situation/situation.ts';
import { certificatePlaces } from '../../state/paths.ts';
import type { WantedSetting } from '../../wizard/step.ts';
import { keyOfOptions, sslOptions } from './ssl-options.ts';

const TLS_1_2 = 5;
/** Python's numbers of protocols that browsers no longer speak. */
const OLD = [0, 1, 3, 4];

/** With these Jupyter serves what lies in `expose/`: key and certificates in one file, in a TLS that browsers speak. */
export async function servingSettings(situation: Situation): Promise<WantedSetting[]> {
  const { exposeDir } = await situation.get('places');
  const keyfile = await currentValue(situation, 'keyfile');
  return [
    { trait: 'certfile', value: certificatePlaces(exposeDir).server },
    // The key of another certificate would not fit.
    ...(isSet(keyfile) ? [{ trait: 'keyfile' as const, value: '' }] : []),
    ...(await protocol(situation)),
  ];
}

/** With these it speaks plain http. */
export async function plainSettings(situation: Situation): Promise<WantedSetting[]> {
  const [certfile, keyfile] = await Promise.all([
    currentValue(situation, 'certfile'),
    currentValue(situation, 'keyfile'),
  ]);
  if (!isSet(certfile) && !isSet(keyfile)) return [];
  return [
    ...(isSet(certfile) ? [{ trait: 'certfile' as const, value: '' }] : []),
    ...(isSet(keyfile) ? [{ trait: 'keyfile' as const, value: '' }] : []),
    ...(await noProtocol(situation)),
  ];
}

/** notebook below 6 speaks TLS 1.0 where nothing else is said. */
function isOld({ generation, serverVersion }: Target): boolean {
  return generation === 'classic' && !atLeast(serverVersion, '6.0');
}

async function protocol(situation: Situation): Promise<WantedSetting[]> {
  const target = await situation.get('target');
  if (!isOld(target)) return [];
  const options = await sslOptions(situation);
  const version = options.ssl_version;
  if (version !== undefined && !OLD.includes(Number(version))) return [];
  const { certfile: _cert, keyfile: _key, ...kept } = options;
  const value = { ...kept, ssl_version: TLS_1_2 } as Readonly<Record<string, PythonValue>>;
  return [{ key: keyOfOptions(target), value }];
}

/** Options without a certificate would make it speak TLS that nobody can answer. */
async function noProtocol(situation: Situation): Promise<WantedSetting[]> {
  const target = await situation.get('target');
  const isLeft = isOld(target) && Object.keys(await sslOptions(situation)).length > 0;
  return isLeft ? [{ key: keyOfOptions(target), value: {} }] : [];
}

function isSet(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

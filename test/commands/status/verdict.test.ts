import { beforeEach, describe, expect, it } from 'vitest';
import { judgeReach, reachableOf } from '../../../src/commands/status/verdict.ts';
import { isAsWanted, outcomeOf, verdictLine } from '../../../src/commands/status/words.ts';
import { statedTarget } from '../../../src/jupyter/target.ts';
import { setLanguage } from '../../../src/messages/index.ts';
import type { Network } from '../../../src/net/network.ts';
import { finding } from '../../../src/situation/finding.ts';
import type { Reach } from '../../../src/situation/reach.ts';
import { type Facts, Situation } from '../../../src/situation/situation.ts';
import { recordedSystem } from '../../checks/recorded.ts';
import { fakeNetwork, inLan } from '../../net/fake-network.ts';

const PORT = 8888;

interface Given {
  readonly reach?: Reach;
  /** Settings in force. */
  readonly traits?: Record<string, unknown>;
  /** The lines that decide. */
  readonly lines?: Readonly<Record<string, unknown>>;
  /** Where something listens. */
  readonly listens?: readonly string[];
  /** The status of GET /api by the name that is asked for; none: no answer. */
  readonly answers?: (host: string) => number | undefined;
  readonly body?: string;
  readonly firewall?: 'yes' | 'lan' | 'no' | 'unknown';
  readonly files?: Readonly<Record<string, string>>;
  readonly facts?: Partial<Facts>;
}

const everybody = () => 200;

/** Config files with a line for each of these settings. */
function linesOf(lines: Given['lines'] = {}): Facts['sources'] {
  const winner = (value: unknown) => ({
    role: 'wins',
    value,
    conditional: false,
    file: 'f',
    line: 1,
    text: '',
  });
  const traits = new Proxy(
    {},
    { get: (_target, name) => (String(name) in lines ? [winner(lines[String(name)])] : []) },
  );
  return { files: [], traits } as unknown as Facts['sources'];
}

function situationOf(given: Given): Situation {
  const { reach, traits = {}, listens = [], answers = () => undefined, firewall = 'yes', files = {} } = given;
  const network: Partial<Network> = {
    listenAddresses: async () => listens,
    async request({ peer }) {
      const status = answers(peer.host);
      if (status === undefined) return { problem: { kind: 'refused', text: 'ECONNREFUSED' } };
      return { value: { status, headers: {}, text: given.body ?? '{"version": "2.14"}', setCookies: [] } };
    },
    showCertificate: async () => ({ problem: { kind: 'tls-not-spoken', text: '' } }),
  };
  const last = reach && { schema: 1 as const, target: 'lab', answers: { reach } };
  const situation = new Situation(
    { system: recordedSystem({ files }), network: fakeNetwork(network) },
    {},
    {
      installations: [],
      target: statedTarget('lab'),
      lastAnswers: last,
      paths: { configDir: '/home/min/.jupyter', exposeDir: '/home/min/.jupyter/expose' },
      sources: linesOf(given.lines),
      effective: { values: {}, traits: { port: PORT, password: 'argon2:x', ...traits }, problems: [] },
      addresses: [inLan('192.168.0.10')],
      runningServers: [],
      user: { name: 'min', isRoot: false, sudoUser: undefined, hostName: 'desk' },
      ...given.facts,
    },
  );
  const read = { facts: { reachableFrom: firewall, kind: 'ufw' }, port: PORT };
  situation.once(`firewall ${PORT} false`, () => Promise.resolve(read));
  return situation;
}

const WIDE = { traits: { ip: '*' }, listens: ['0.0.0.0'], answers: everybody } as const;
const BY_HAND = { ip: '0.0.0.0', password: 'argon2:x' };
const HERE = { traits: { ip: 'localhost' }, listens: ['127.0.0.1'], answers: everybody } as const;
const MAPPING = {
  '/home/min/.jupyter/expose/mapping.json': JSON.stringify({
    schema: 1,
    at: '2026-11-28T00:00:00.000Z',
    outside: '203.0.113.7',
    mapping: {
      protocol: 'upnp',
      gateway: '192.168.0.1',
      internalAddress: '192.168.0.10',
      internalPort: PORT,
      externalPort: 8443,
      lease: 0,
      description: 'jupyter-expose',
    },
  }),
};

/** [state, what is given, computer network internet, the exit code is 0, words of the verdict] */
const STATES: readonly (readonly [string, Given, string, boolean, RegExp])[] = [
  ['nothing is set up', { traits: { password: '', port: PORT } }, 'no no no', false, /not set up yet/],
  ['set up, not running', { reach: 'network', traits: { ip: '*' } }, 'no no no', false, /not running/],
  ['open to the network', { reach: 'network', ...WIDE }, 'yes yes unknown', true, /can use .* your network/],
  [
    'open to the network, firewall for the network',
    { reach: 'network', ...WIDE, firewall: 'lan' },
    'yes yes no',
    true,
    /can use/,
  ],
  [
    'the firewall is closed',
    { reach: 'network', ...WIDE, firewall: 'no' },
    'yes no no',
    false,
    /the firewall/,
  ],
  [
    'the firewall cannot be seen',
    { reach: 'network', ...WIDE, firewall: 'unknown' },
    'yes unknown unknown',
    true,
    /not known from here: only root/,
  ],
  ['here only, as wanted', { reach: 'computer', ...HERE }, 'yes no no', true, /on this computer/],
  ['here only, network wanted', { reach: 'network', ...HERE }, 'yes no no', false, /this computer only/],
  ['through SSH', { reach: 'ssh', ...HERE }, 'yes no no', true, /SSH carries/],
  [
    'anywhere, nothing forwarded',
    { reach: 'anywhere', ...WIDE },
    'yes yes unknown',
    true,
    /not known from here: no port/,
  ],
  [
    'anywhere, the firewall lets in the network',
    { reach: 'anywhere', ...WIDE, firewall: 'lan' },
    'yes yes no',
    false,
    /your network only/,
  ],
  [
    'foreign host names are refused',
    {
      reach: 'network',
      ...WIDE,
      answers: (host) => (host === 'localhost' || host === '127.0.0.1' ? 200 : 403),
    },
    'yes no no',
    false,
    /refuses visitors who ask for 192\.168\.0\.10/,
  ],
  [
    'another program has the port',
    { reach: 'network', ...WIDE, body: '<html>' },
    'no no no',
    false,
    /another program answers at port 8888/,
  ],
  ['it hangs', { reach: 'network', ...WIDE, answers: () => undefined }, 'no no no', false, /does not answer/],
  [
    'no network at all',
    { reach: 'network', ...WIDE, facts: { addresses: [] } },
    'yes unknown unknown',
    true,
    /no network address/,
  ],
  [
    'IPv6 alone',
    { reach: 'network', ...WIDE, listens: ['::'] },
    'yes unknown unknown',
    true,
    /no network address/,
  ],
  [
    'by hand, without answers of ours',
    { ...WIDE, traits: { ip: '0.0.0.0' }, lines: BY_HAND },
    'yes yes unknown',
    true,
    /can use/,
  ],
];

describe('the verdict', () => {
  beforeEach(() => setLanguage('en'));

  it.each(STATES)('%s', async (_state, given, reachable, isWell, words) => {
    const situation = situationOf(given);
    const verdict = await judgeReach(situation);
    expect(Object.values(reachableOf(verdict)).join(' ')).toBe(reachable);
    expect(isAsWanted(verdict, [])).toBe(isWell);
    expect(verdictLine(verdict, [])).toMatch(words);
  });

  it('is never a yes for the internet, and names the address that a forwarded port has', async () => {
    const verdict = await judgeReach(situationOf({ reach: 'anywhere', ...WIDE, files: MAPPING }));
    expect(verdict.sights.internet).toMatchObject({ seen: 'unknown', url: 'http://203.0.113.7:8443/' });
  });

  it('is no, and says why, where a check fails although the owner gets in', async () => {
    const open = finding('fail', 'open-to-anyone', { message: 'Anybody gets in.', fix: 'Set a password.' });
    const { verdict, next } = await outcomeOf(situationOf({ reach: 'network', ...WIDE }), [open]);
    expect(isAsWanted(verdict, [open])).toBe(false);
    expect(verdictLine(verdict, [open])).toBe('Anybody gets in.');
    expect(next).toEqual({ id: 'open-to-anyone', text: 'Set a password.' });
  });

  it('leads to one next step, or to none when all is as wanted', async () => {
    const next = async (given: Given) => (await outcomeOf(situationOf(given), [])).next?.id;
    expect(await next({ traits: { password: '' } })).toBe('init');
    expect(await next({ reach: 'network', traits: { ip: '*' } })).toBe('start');
    expect(await next({ reach: 'network', ...WIDE, firewall: 'no' })).toBe('open');
    expect(await next({ reach: 'network', ...WIDE })).toBeUndefined();
    expect(await next({ reach: 'anywhere', ...WIDE, files: MAPPING })).toBe('outside');
  });
});

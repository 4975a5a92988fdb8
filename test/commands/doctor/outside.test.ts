import { describe, expect, it } from 'vitest';
import { checkFromOutside } from '../../../src/commands/doctor/outside.ts';
import type { Network } from '../../../src/net/network.ts';
import type { CommandContext, Output } from '../../../src/output/output.ts';
import { Situation } from '../../../src/situation/situation.ts';
import { recordedSystem } from '../../checks/recorded.ts';
import { fakeNetwork } from '../../net/fake-network.ts';

const EXPOSE = '/home/min/.jupyter/expose';
const NAME = 'home.example.org';
const HERE = '8.8.4.4';
const ELSEWHERE = '9.9.9.9';
const ECHO = 'https://echo.example/';
const CHECKERS = ['https://one.example', 'https://two.example'];
const RECORD = JSON.stringify({ schema: 1, name: NAME, service: 'dyndns2', addressFrom: 'outside' });
const REACHED = JSON.stringify({ ip: HERE, reachable: true });

const silent = () => undefined;
const output: Output = {
  isJson: true,
  quiet: true,
  verbose: false,
  arrow: '->',
  print: silent,
  warn: silent,
  detail: silent,
  result: silent,
  copyable: silent,
  json: silent,
  wait: (_text, work) => work(),
};

/** What `doctor --outside` finds where the internet sees this computer as HERE and the name leads to these. */
async function look(found: Awaited<ReturnType<Network['lookup']>>) {
  const asked: string[] = [];
  const network = fakeNetwork({
    async request({ peer, path }) {
      asked.push(`${peer.host}${path}`);
      const text = peer.host === 'echo.example' ? HERE : REACHED;
      return { value: { status: 200, headers: {}, text, setCookies: [] } };
    },
    async lookup(name) {
      asked.push(name);
      return found;
    },
  });
  const system = recordedSystem({ files: { [`${EXPOSE}/ddns.json`]: RECORD } });
  const atOnce = <T>(work: (signal: AbortSignal) => Promise<T>) => work(new AbortController().signal);
  const context: CommandContext = {
    system,
    network,
    output,
    interruptions: { critical: atOnce, abortable: atOnce, settled: silent },
    buildUndo: async () => undefined,
  };
  const situation = new Situation(
    context,
    {},
    {
      paths: { configDir: '/home/min/.jupyter', exposeDir: EXPOSE },
      effective: { values: {}, traits: { ip: '*', port: 8443 }, problems: [] },
      addresses: [],
    },
  );
  const findings = await checkFromOutside(context, { echo: [ECHO], checker: CHECKERS }, situation);
  return { asked, findings };
}

describe('doctor --outside, of a computer that the internet reaches', () => {
  it('a name that leads to another address is the fault', async () => {
    const { asked, findings } = await look({ ipv4: [ELSEWHERE], ipv6: [] });
    expect(findings).toMatchObject([
      { id: 'outside-reachable', status: 'ok' },
      { id: 'outside-name-elsewhere', status: 'fail' },
    ]);
    const { message = '' } = findings[1] ?? {};
    for (const word of [NAME, ELSEWHERE, HERE]) expect(message).toContain(word);
    expect(asked.toSorted()).toEqual([
      'echo.example/',
      NAME,
      'one.example/port/8443',
      'two.example/port/8443',
    ]);
  });

  it.each([
    ['that nobody knows', { problem: 'ENOTFOUND' }],
    ['with an IPv6 address alone', { ipv4: [], ipv6: ['2a00:1::5'] }],
  ])('and so is a name %s', async (_what, found) => {
    expect((await look(found)).findings).toMatchObject([
      { id: 'outside-reachable' },
      { id: 'outside-name-elsewhere', status: 'fail' },
    ]);
  });

  it('a name that leads here as well is not', async () => {
    expect((await look({ ipv4: [ELSEWHERE, HERE], ipv6: [] })).findings).toMatchObject([
      { id: 'outside-reachable' },
      { id: 'outside-name', status: 'ok' },
    ]);
  });
});

import { expect, it } from 'vitest';
import type { LocalContext } from '../../../src/checks/live/local-context.ts';
import { strangersRefused } from '../../../src/checks/live/strangers.ts';
import { hashPassword } from '../../../src/jupyter/password/hash.ts';
import type { RunningServer } from '../../../src/jupyter/server/running-servers.ts';
import { statedTarget } from '../../../src/jupyter/target.ts';
import { Situation } from '../../../src/situation/situation.ts';
import { Secret } from '../../../src/system/secret.ts';
import { fakeNetwork } from '../../net/fake-network.ts';
import { recordedSystem } from '../recorded.ts';

interface Server {
  /** The word that its token is. */
  readonly token?: string;
  readonly password?: string;
  /** What the owner types. */
  readonly typed?: string;
}

/** What is found at a server of somebody called min, and how many requests it took. */
async function found({ token, password, typed }: Server) {
  const system = recordedSystem({});
  const user = { name: 'min', isRoot: false, sudoUser: undefined, hostName: 'desk' };
  const situation = new Situation(
    { system, network: fakeNetwork({}) },
    {},
    { installations: [], target: statedTarget('lab'), user, runningServers: [] },
  );
  const server = { port: 8888, secure: false, baseUrl: '/' } as RunningServer;
  const asked: string[] = [];
  const client = {
    async request(_method: string, _path: string, { headers = {} }: { headers?: Record<string, string> }) {
      asked.push(headers.authorization ?? '');
      return {
        value: { status: headers.authorization === `token ${token}` ? 200 : 403, headers: {}, text: '' },
      };
    },
  };
  const findings = await strangersRefused.run({
    system,
    situation,
    settings: {
      ip: 'localhost',
      port: 8888,
      certfile: '',
      hash: password === undefined ? '' : await hashPassword(password, 'sha1'),
    },
    password: typed === undefined ? undefined : new Secret(typed),
    reach: async () => ({ server, log: () => '' }),
    clientAt: () => client,
  } as unknown as LocalContext);
  return { findings, asked };
}

it.each([
  ['a common token', { token: '123456' }, ['token-guessed']],
  ['a token that is the name of the computer', { token: 'desk' }, ['token-guessed']],
  ['a common password', { password: 'raspberry' }, ['password-guessed']],
  ['the name of the user with a number', { password: 'min1234' }, ['password-guessed']],
  ['a common password that was typed', { password: 'qwerty', typed: 'qwerty' }, ['password-guessed']],
  ['what nobody guesses', { token: 'f00', password: 'vier candle 유령', typed: 'vier candle 유령' }, []],
  ['nothing', {}, []],
])('%s', async (_what, server, ids) => {
  const { findings, asked } = await found(server);
  expect(findings).toMatchObject(ids.map((id) => ({ id, status: 'fail' })));
  expect(asked.length).toBeLessThanOrEqual(20);
  expect(JSON.stringify(findings)).not.toMatch(/123456|raspberry|qwerty|min1234/);
});

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TestHome } from '../commands/run-cli.ts';
import { describeNeeds, type EnvironmentName, environment, type JupyterApp } from '../environments.ts';
import { slice } from '../slice.ts';
import { listeningPorts } from './listening-ports.ts';
import { describeInNamespace, makeNamespace } from './namespace.ts';
import { watchProcesses } from './processes-of.ts';

const PASSWORD = 'correct horse 배터리 🐎';
const PORT = '8100';

const ROWS: readonly (readonly [EnvironmentName, JupyterApp])[] = [
  ['nb57', 'notebook'],
  ['nb60', 'notebook'],
  ['nb64', 'notebook'],
  ['lab30', 'lab'],
  ['lab3', 'lab'],
  ['lab36', 'lab'],
  ['mixed', 'lab'],
  ['nb7', 'notebook'],
];

/** Notebook below 6 calls it otherwise. */
const COOKIE_SECRET: Partial<Record<EnvironmentName, string>> = {
  nb57: 'notebook_cookie_secret',
  nb60: 'notebook_cookie_secret',
};

const HOPS = [
  'listens',
  'loopback-answers',
  'lan-answers',
  'no-anonymous',
  'wrong-password-refused',
  'guesses-refused',
  'routes-closed',
  'password-accepted',
  'kernel-starts',
  'kernel-connects',
  'kernel-answers',
  'kernel-removed',
];

describe.each(slice(ROWS, 8))('init --verify on the %s environment (%s)', (name, app) => {
  describeNeeds(name)('healthy', () => {
    describeInNamespace()('with a LAN of its own', () => {
      it('walks every hop to a kernel that answers, and leaves no process, port, file or password', async () => {
        const home = new TestHome([dirname(environment(name).python)], 'expose 걷기 ');
        const netns = makeNamespace();
        const watch = watchProcesses(home.dir);
        try {
          const { code, stdout, stderr } = await home.run(['init', '--verify', '--json', '--target', app], {
            prefix: netns.prefix,
            input: `${[PASSWORD, '*', PORT, 'n', 'y'].join('\n')}\n`,
          });
          const seen = await watch.end();
          expect({ code, stderr }).toMatchObject({ code: 0 });
          const findings: { id: string; status: string; message: string }[] = JSON.parse(stdout).findings;
          const walked = findings.filter(({ id }) => HOPS.includes(id));
          expect(walked.map(({ id, status }) => `${id} ${status}`)).toEqual(HOPS.map((id) => `${id} ok`));
          expect(findings.find(({ id }) => id === 'lan-answers')?.message).toContain(netns.address);
          for (const { message } of walked) expect(stderr).toContain(`✔ ${message}`);

          // A server and a kernel were there, none had the password in sight, and none is left.
          expect(seen.commands.some((command) => command.includes('--no-browser'))).toBe(true);
          expect(seen.commands.some((command) => command.includes('ipykernel'))).toBe(true);
          expect(seen.text).not.toContain(PASSWORD);
          expect(watch.running()).toEqual([]);
          expect(await listeningPorts(netns)).toEqual([]);

          expect(stdout + stderr).not.toContain(PASSWORD);
          expect(filesWith(home.dir, PASSWORD)).toEqual([]);
          // The person's own directory, as at every start: the secret of the cookies, no note of a server, no kernel.
          expect(readdirSync(home.at('.local/share/jupyter/runtime'))).toEqual([
            COOKIE_SECRET[name] ?? 'jupyter_cookie_secret',
          ]);
        } finally {
          await watch.end();
          netns.remove();
          home.remove();
        }
      });
    });
  });
});

/** Every file below a directory that holds the text. */
function filesWith(directory: string, text: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(text));
}

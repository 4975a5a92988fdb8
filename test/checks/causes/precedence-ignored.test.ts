import { mkdirSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { precedenceChecks } from '../../../src/checks/precedence/checks.ts';
import type { Installation } from '../../../src/jupyter/installation/find-installations.ts';
import { runChecks } from '../../../src/situation/check.ts';
import type { Finding } from '../../../src/situation/finding.ts';
import { Situation } from '../../../src/situation/situation.ts';
import { TestHome } from '../../commands/run-cli.ts';
import { localSystem } from '../../jupyter/local-system.ts';
import { fakeNetwork } from '../../net/fake-network.ts';

const PASSWORD = "c.ServerApp.password = 'x'\nc.ServerApp.port = 9001\n";

let home: TestHome;
beforeEach(() => {
  home = new TestHome();
});
afterEach(() => home.remove());

/** Versions that no environment of the tests has: recorded. */
function lab(nbclassic: string): Installation {
  const configDir = home.config('');
  return {
    app: 'lab',
    command: 'jupyter lab',
    version: '3.3.0',
    executable: '/nowhere/jupyter-lab',
    interpreter: undefined,
    versions: { jupyterlab: '3.3.0', jupyter_server: '1.17.0', nbclassic, jupyter_core: '4.12.0' },
    paths: { config: [configDir], configDir, runtimeDir: '', dataDirs: [] },
    environment: { kind: 'venv', prefix: '/nowhere' },
  };
}

async function look(
  installation: Installation,
  env: Readonly<Record<string, string>> = {},
): Promise<Finding[]> {
  const installations = [installation];
  const system = localSystem({ env: { HOME: home.dir, ...env }, home: home.dir, cwd: home.dir });
  const effective = { values: {}, traits: {}, problems: [], failure: 'not-asked' as const };
  const situation = new Situation(
    { system, network: fakeNetwork() },
    { target: 'lab' },
    { installations, effective },
  );
  const findings = await runChecks(precedenceChecks, { system, situation });
  return findings.filter(({ status }) => status !== 'ok');
}

describe('a Lab 3 whose nbclassic does or does not read jupyter_notebook_config.py (lab#12897)', () => {
  const enabled = '{"ServerApp": {"jpserver_extensions": {"jupyterlab": true, "nbclassic": true}}}';

  it.each([
    ['0.3.7', []],
    ['0.4.0', ['wrong-file']],
    ['0.4.3', ['wrong-file']],
    ['0.4.4', []],
  ])('nbclassic %s: %j', async (version, ids) => {
    home.write('jupyter_server_config.d/all.json', enabled);
    home.write('jupyter_notebook_config.py', PASSWORD);
    const findings = await look(lab(version));
    expect(findings.map(({ id }) => id)).toEqual(ids);
    if (ids.length > 0) {
      expect(findings[0]).toMatchObject({
        status: 'fail',
        fix: expect.stringContaining('jupyter_server_config.py'),
      });
    }
  });
});

describe('settings in a directory from which a variable leads Jupyter away', () => {
  const away = (directory: string) => {
    const configDir = home.at(directory);
    const base = lab('0.3.7');
    return { ...base, paths: { ...base.paths, config: [configDir], configDir } };
  };

  it.each([
    ['JUPYTER_CONFIG_DIR', 'work/config'],
    ['JUPYTER_PLATFORM_DIRS', '.config/jupyter'],
  ])('%s', async (name, directory) => {
    home.write('jupyter_server_config.py', PASSWORD);
    const value = name === 'JUPYTER_CONFIG_DIR' ? home.at(directory) : '1';
    const [found, ...others] = await look(away(directory), { [name]: value });
    expect(found).toMatchObject({
      id: 'config-dir-elsewhere',
      status: 'fail',
      why: expect.stringContaining(`${name}=${value}`),
    });
    expect(others).toEqual([]);
  });

  it('is silent about them where Jupyter has settings of its own', async () => {
    home.write('jupyter_server_config.py', PASSWORD);
    home.write('../work/jupyter_server_config.py', 'c.ServerApp.port = 9100\n');
    expect(await look(away('work'), { JUPYTER_CONFIG_DIR: home.at('work') })).toEqual([]);
  });
});

describe('a config file that is not there any more', () => {
  it.each(['gone', 'jupyter_server_config.py'])('is a link to %s', async (to) => {
    mkdirSync(home.config(''));
    symlinkSync(home.config(to), home.config('jupyter_server_config.py'));
    const findings = (await look(lab('0.3.7'))).filter(({ status }) => status === 'fail');
    expect(findings.map(({ id }) => id)).toEqual(['config-link-dangling']);
  });

  it.each(['jupyter_server_config.py.bak', 'jupyter_lab_config.json~'])('is %s', async (name) => {
    home.write(name, name.includes('json') ? '{"ServerApp": {"password": "x"}}' : PASSWORD);
    const findings = await look(lab('0.3.7'));
    expect(findings.map(({ id, status }) => `${status} ${id}`)).toEqual(['fail near-miss-file']);
    home.write('jupyter_server_config.py', 'c.ServerApp.port = 9100\n');
    expect(await look(lab('0.3.7'))).toEqual([]);
  });
});

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyPassword } from '../../src/jupyter/password/hash.ts';
import { cleanEnv, copyClone, run } from './npm.ts';

let work: string;
let clone: string;
let home: string;

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'expose-clone-'));
  clone = join(work, 'jupyter-expose');
  home = join(work, 'home');
  mkdirSync(home);
  copyClone(clone);
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('a fresh clone in an empty home, nothing installed, no Jupyter', () => {
  it('npm start sets itself up, takes every piped line, and writes the config', async () => {
    const input = 'correct horse 배터리\n*\n8100\nn\ny\n';
    const { code, stderr } = run('npm', ['start', '--silent'], { cwd: clone, env: cleanEnv(home), input });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const config = readFileSync(join(home, '.jupyter/jupyter_notebook_config.py'), 'utf8');
    expect(config).toContain("c.ServerApp.ip = '*'");
    expect(config).toContain('c.ServerApp.port = 8100');
    expect(config).toContain('c.ServerApp.open_browser = False');
    const hash = /hashed_password = '([^']+)'/.exec(config)?.[1] ?? '';
    expect(await verifyPassword('correct horse 배터리', hash)).toBe(true);
  });

  it('npm start again sets nothing up, and passes flags on', () => {
    const { code, stdout, stderr } = run(
      'npm',
      ['start', '--silent', '--', '--port', '9000', '--yes', '--no-input', '--json'],
      {
        cwd: clone,
        env: cleanEnv(home),
      },
    );
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stderr).not.toMatch(/Installing|Building/);
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'applied',
      urls: expect.arrayContaining(['https://localhost:9000/']),
    });
  });

  it('leaves nothing in the clone that git would see', () => {
    expect(existsSync(join(clone, '.setup-lock'))).toBe(false);
  });
});

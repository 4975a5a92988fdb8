import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestHome } from '../commands/run-cli.ts';

let home: TestHome;
beforeEach(() => {
  home = new TestHome();
});
afterEach(() => home.remove());

it('--verbose tells the files and programs, and neither the password nor its hash', async () => {
  const input = 'correct horse staple battery\n*\n8100\nn\ny\n';
  const { code, stderr, stdout } = await home.run(['init', '--verbose'], { input });
  expect(code).toBe(0);
  expect(stderr).toContain('write ~/.jupyter/jupyter_notebook_config.py');
  expect(stderr + stdout).not.toMatch(/correct horse|argon2/);
});

it('without --verbose none of that is told', async () => {
  const { stderr } = await home.run(['init'], { input: 'correct horse staple battery\n*\n8100\nn\ny\n' });
  expect(stderr).not.toContain('write ');
});

import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { widthOf } from '../../../src/output/layout.ts';
import { describeNeeds, environment } from '../../environments.ts';
import { TestHome } from '../run-cli.ts';

const NOTEBOOK = 'jupyter_notebook_config';
const SERVER = 'jupyter_server_config';

for (const name of ['nb7', 'nb64'] as const) {
  describeNeeds(name)(`config show with the Jupyter of ${name}`, () => {
    let home: TestHome;
    beforeEach(() => {
      home = new TestHome([dirname(environment(name).python)]);
    });
    afterEach(() => home.remove());

    const show = async (...words: string[]) => {
      const { code, stdout } = await home.run(['config', 'show', '--target', 'notebook', ...words]);
      expect(code).toBe(0);
      return stdout;
    };

    it('tells for each setting the line that wins and below it those that do not, and why', async () => {
      home.write(
        `${NOTEBOOK}.py`,
        'c.ServerApp.port = 9001\nc.NotebookApp.port = 9002\nc.NotebookApp.port = 9003\n',
      );
      home.write(`${NOTEBOOK}.json`, '{"NotebookApp": {"password": "geheim"}}');
      home.write(`${SERVER}.py`, "c.ServerApp.password = 'geheim'\n");
      const [file, server] = [`~/.jupyter/${NOTEBOOK}`, `~/.jupyter/${SERVER}`];
      const told = {
        nb7: [
          `ServerApp.password = [hidden]  ${server}.py:1`,
          `  ✖ NotebookApp.password = [hidden]  ${file}.json:1`,
          '      the other file is stronger',
          `NotebookApp.port = 9003  ${file}.py:3`,
          `  ✖ ServerApp.port = 9001  ${file}.py:1`,
          '      NotebookApp is stronger than ServerApp in this Jupyter',
          `  ✖ NotebookApp.port = 9002  ${file}.py:2`,
          '      a later line of this file counts',
        ],
        nb64: [
          `NotebookApp.password = [hidden]  ${file}.json:1`,
          `  ✖ ServerApp.password = [hidden]  ${server}.py:1`,
          '      never looked at: this Jupyter does not read the file',
          `NotebookApp.port = 9003  ${file}.py:3`,
          `  ✖ ServerApp.port = 9001  ${file}.py:1`,
          '      never looked at: this Jupyter does not know ServerApp',
          `  ✖ NotebookApp.port = 9002  ${file}.py:2`,
          '      a later line of this file counts',
        ],
      };
      const stdout = await show();
      expect(stdout.trimEnd().split('\n')).toEqual(told[name]);
      expect(stdout).not.toContain('geheim');
      const { settings } = JSON.parse(await show('--json'));
      expect(settings).toContainEqual(
        expect.objectContaining({
          value: 9002,
          status: 'loses',
          reason: 'later-line',
          why: expect.any(String),
        }),
      );
    });

    it('asks Jupyter where code decides, and says so', async () => {
      const key = name === 'nb7' ? 'ServerApp.port' : 'NotebookApp.port';
      home.write(`${NOTEBOOK}.py`, `import os\nif True:\n    c.${key} = int('91' + '23')\n`);
      const stdout = await show();
      expect(stdout).toMatch(
        `${key} = 9123  ~/.jupyter/${NOTEBOOK}.py:3\n    code decides this; so says jupyter notebook`,
      );
      const { traits } = JSON.parse(await show('--json'));
      expect(traits).toEqual([
        {
          trait: 'port',
          name: key,
          value: 9123,
          from: 'jupyter',
          file: home.config(`${NOTEBOOK}.py`),
          line: 3,
        },
      ]);
    });

    it('fits 80 columns, also in Korean', async () => {
      home.write('jupyter_config.py', 'c.NotebookApp.allow_remote_access = False\nc.ServerApp.port = 5\n');
      home.write(`${NOTEBOOK}.py`, 'c.NotebookApp.allow_remote_access = True\nc.ServerApp.port = 6\n');
      home.write(`${SERVER}.json`, '{"ServerApp": {"port": 7, "open_browser": false}}');
      for (const lang of ['en', 'ko']) {
        const lines = (await show('--lang', lang)).trimEnd().split('\n');
        expect(lines.length).toBeGreaterThan(6);
        expect(lines.filter((line) => widthOf(line) > 80)).toEqual([]);
      }
    });
  });
}

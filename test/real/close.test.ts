import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { en } from '../../src/messages/en/index.ts';
import { TestHome } from '../commands/run-cli.ts';
import { describeNeeds, environment } from '../environments.ts';
import { describeWithRouter, makeRouterLab, type RouterLab } from './router-lab.ts';
import { type RealServer, startServer } from './server.ts';

let home: TestHome;
let lab: RouterLab;
let server: RealServer | undefined;

describeNeeds('nb7')('close', () => {
  describeWithRouter()('in a house with a router', () => {
    beforeEach(async () => {
      home = new TestHome();
      lab = await makeRouterLab();
    });
    afterEach(async () => {
      await server?.stop();
      server = undefined;
      await lab.remove();
      home.remove();
    });
    const run = (...args: string[]) => home.run(args, { stdin: 'null', prefix: lab.prefix('lan') });
    const mapped = async () => JSON.parse((await run('router', 'status', '--json')).stdout).mappings;
    const ip = async () => (await run('config', 'get', 'ServerApp.ip')).stdout.trim();

    it('takes away what we opened and sets the address back; init opens the same again; undo undoes it', async () => {
      const made = await home.run(['init', '--router', 'map', '--external-port', '8443'], {
        input: 'correct horse battery\n*\n8100\nn\ny\n',
        prefix: lab.prefix('lan'),
      });
      expect(made, made.stderr).toMatchObject({ code: 0 });
      expect(made.stderr).toContain(en.outside.hops.passesOn(8443));
      expect(made.stdout).toContain('https://192.0.1.2:8443/');
      expect(await mapped()).toHaveLength(1);

      const dry = await run('close', '--dry-run');
      expect(dry, dry.stderr).toMatchObject({ code: 0 });
      expect(await mapped()).toHaveLength(1);
      const closed = await run('close', '--yes');
      expect(closed, closed.stderr).toMatchObject({ code: 0, stdout: `${en.close.closed}\n` });
      expect(await mapped()).toEqual([]);
      expect(await ip()).toMatch(/localhost/);
      const again = await run('close', '--yes', '--json');
      expect(JSON.parse(again.stdout)).toMatchObject({ status: 'unchanged' });

      const open = await run('init', '--yes');
      expect(open, open.stderr).toMatchObject({ code: 0 });
      expect(open.stderr).toContain(en.close.asBefore('*'));
      expect(await ip()).toMatch(/\*/);
      expect(await mapped()).toMatchObject([{ externalPort: 8443, internalPort: 8100 }]);
      expect(await run('undo', '--yes')).toMatchObject({ code: 0 });
      expect(await mapped()).toEqual([]);
      expect(await run('undo', '--yes')).toMatchObject({ code: 0 });
      expect(await mapped()).toHaveLength(1);
    });

    it('a Jupyter that runs is named: it goes on listening until it is stopped', async () => {
      home.remove();
      home = new TestHome([dirname(environment('nb7').python)]);
      const input = 'correct horse battery\n127.0.0.1\n8100\nn\ny\n';
      await home.run(['init', '--tls', 'none'], { input, prefix: lab.prefix('lan') });
      await run('config', 'set', 'ServerApp.ip="*"', '--yes');
      const netns = { prefix: lab.prefix('lan') } as Parameters<typeof startServer>[0]['netns'];
      server = await startServer({
        environment: environment('nb7'),
        app: 'notebook',
        home: home.dir,
        ...(netns && { netns }),
      });
      const { code, stdout } = await run('close', '--yes', '--json');
      expect(code).toBe(0);
      expect(JSON.parse(stdout).findings).toContainEqual(
        expect.objectContaining({ id: 'close-still-running', status: 'warn' }),
      );
    });
  });
});

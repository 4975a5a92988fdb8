import { dirname } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { Bench } from '../checks/causes/bench.ts';
import { TestHome } from '../commands/run-cli.ts';
import { describeNeeds, environment } from '../environments.ts';
import { get } from './client.ts';
import { describeInNamespace } from './namespace.ts';

const PASSWORD = 'vier 유령 candle mosaic';
const FILE = 'jupyter_notebook_config.py';

describeNeeds('nb64')('status beside a real server', () => {
  describeInNamespace()('in a network of its own', () => {
    let bench: Bench;
    afterEach(() => bench.close());

    async function status() {
      const { code, stdout } = await bench.home.run(['status', '--json'], {
        prefix: bench.netns?.prefix ?? [],
      });
      return { code, ...JSON.parse(stdout) };
    }

    it('says what clients get: before the set-up, before the start, while it runs, and after an edit by hand', async () => {
      const made = environment('nb64');
      bench = new Bench(new TestHome([dirname(made.python)]), made, 'notebook', true);
      expect(await status()).toMatchObject({ code: 3, reach: null, next: [{ id: 'init' }] });

      const words = [
        'init',
        '--reach',
        'network',
        '--port',
        '8100',
        '--tls',
        'none',
        '--password-stdin',
        '--yes',
      ];
      const init = await bench.home.run(words, { input: `${PASSWORD}\n`, prefix: bench.netns?.prefix ?? [] });
      expect(init.code, init.stderr).toBe(0);
      const off = { computer: 'no', network: 'no', internet: 'no' };
      expect(await status()).toMatchObject({
        code: 3,
        reach: 'network',
        reachable: off,
        next: [{ id: 'start' }],
      });

      const server = await bench.start();
      const address = bench.netns?.address ?? '';
      const visitor = {
        host: address,
        port: server.port,
        path: 'api',
        ...(bench.netns && { netns: bench.netns }),
      };
      expect((await get(visitor)).status).toBe(200);
      const on = await status();
      expect(on).toMatchObject({
        code: 0,
        reach: 'network',
        reachable: { computer: 'yes' },
        pid: expect.any(Number),
      });
      // Inside of a container the host decides.
      expect(['yes', 'unknown']).toContain(on.reachable.network);
      expect(on.reachable.internet).toBe('unknown');
      await server.stop();

      bench.home.write(FILE, `${bench.home.read(FILE)}\nc.NotebookApp.ip = 'localhost'\n`, 0o600);
      const again = await bench.start();
      const closed = await status();
      expect(closed).toMatchObject({
        code: 3,
        reachable: { computer: 'yes', network: 'no', internet: 'no' },
      });
      expect(closed.findings).toContainEqual(expect.objectContaining({ id: 'reach-missed', status: 'fail' }));
      expect((await get(visitor)).status).toBe(0);
      const { findings, code } = await bench.doctor();
      expect(code).toBe(3);
      expect(findings).toContainEqual(
        expect.objectContaining({ id: 'reach-missed', fix: expect.stringContaining('init --reach network') }),
      );
      await again.stop();
    });
  });
});

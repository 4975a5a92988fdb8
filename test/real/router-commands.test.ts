import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { en } from '../../src/messages/en/index.ts';
import { ko } from '../../src/messages/ko/index.ts';
import { printed, TestHome } from '../commands/run-cli.ts';
import { describeNeeds, environment } from '../environments.ts';
import type { Namespace } from './namespace.ts';
import { describeWithRouter, type LabOptions, makeRouterLab, type RouterLab } from './router-lab.ts';
import { get, login, startServer } from './server.ts';

const s = en.router.forward;
let home: TestHome;
let lab: RouterLab;

describeNeeds('nb7')('in a house with a router', () => {
  describeWithRouter()('', () => {
    beforeEach(() => {
      // Most of it is between us and the router; a Jupyter would only take its time.
      home = new TestHome();
    });
    afterEach(async () => {
      await lab.remove();
      home.remove();
    });

    async function homeNetwork(options: LabOptions = {}): Promise<void> {
      lab = await makeRouterLab(options);
    }
    const run = (...args: string[]) => home.run(args, { stdin: 'null', prefix: lab.prefix('lan') });
    const flat = (text: string) => text.replace(/\s+/g, ' ');
    /** A Jupyter that is set up for other devices, over https. */
    const init = async (...args: string[]) =>
      home.run(['init', '--json', ...args], {
        input: 'correct horse battery\n*\n8100\nn\ny\n',
        prefix: lab.prefix('lan'),
      });
    const mapped = async () => {
      const { stdout } = await run('router', 'status', '--json');
      return JSON.parse(stdout).mappings as { externalPort: number; internalPort: number }[];
    };

    it('router map, status, unmap; undo takes the mapping away as well', async () => {
      await homeNetwork();
      expect(await init()).toMatchObject({ code: 0 });
      const made = await run('router', 'map', '--external-port', '8443', '--yes');
      expect(made, made.stderr).toMatchObject({ code: 0 });
      expect(made.stderr).toContain(s.asks('192.168.77.1'));
      expect(flat(made.stderr)).toContain(s.verdicts.public('192.0.1.2'));
      expect(made.stdout).toContain('https://192.0.1.2:8443/');
      expect(await mapped()).toMatchObject([{ externalPort: 8443, internalPort: 8100 }]);
      const again = await run('router', 'map', '--yes', '--json');
      expect(JSON.parse(again.stdout)).toMatchObject({ status: 'unchanged' });
      const status = await run('router', 'status');
      expect(status.stdout).toContain(s.status.oursStands(8443, 8100));
      expect(status.stdout).toMatch(/UPnP IGD v\d/);
      expect(await run('router', 'unmap', '--yes')).toMatchObject({ code: 0 });
      expect(await mapped()).toEqual([]);
      expect(await run('undo', '--yes')).toMatchObject({ code: 0 });
      expect(await mapped()).toMatchObject([{ externalPort: 8443 }]);
      expect(await run('undo', '--yes')).toMatchObject({ code: 0 });
      expect(await mapped()).toEqual([]);
    });

    it('init opens it in the same plan, moves it with the port, and undo takes all back', async () => {
      await homeNetwork();
      const made = await init('--router', 'map', '--external-port', '8443');
      expect(made, made.stderr).toMatchObject({ code: 0 });
      expect(JSON.parse(made.stdout).changes).toContainEqual(
        expect.objectContaining({ kind: 'map-port', want: 'open', externalPort: 8443, internalPort: 8100 }),
      );
      expect(await mapped()).toMatchObject([{ externalPort: 8443, internalPort: 8100 }]);
      const rerun = await run('init', '--port', '8200', '--yes', '--json');
      expect(rerun, rerun.stderr).toMatchObject({ code: 0 });
      expect(await mapped()).toMatchObject([{ externalPort: 8443, internalPort: 8200 }]);
      const other = await run('init', '--external-port', '9443', '--yes', '--json');
      expect(other, other.stderr).toMatchObject({ code: 0 });
      expect(await mapped()).toMatchObject([{ externalPort: 9443, internalPort: 8200 }]);
      const same = await run('init', '--yes', '--json');
      expect(JSON.parse(same.stdout)).toMatchObject({ status: 'unchanged' });
      expect(await run('undo', '--all', '--yes')).toMatchObject({ code: 0 });
      expect(await mapped()).toEqual([]);
    });

    it('a router that refuses leaves the settings as they are, and is a failure with its reason', async () => {
      await homeNetwork({ conf: ['ext_ip=192.0.1.2', 'deny 1-1023 0.0.0.0/0 0-65535'] });
      const made = await init('--router', 'map', '--external-port', '443');
      expect(made, made.stderr).toMatchObject({ code: 3 });
      expect(JSON.parse(made.stdout).findings).toContainEqual(
        expect.objectContaining({
          id: 'router-map',
          status: 'fail',
          message: en.router.mapping.denied(443),
          fix: en.router.mapping.deniedLow,
        }),
      );
      expect(home.read('jupyter_notebook_config.py')).toMatch(/^c\.ServerApp\.port = 8100$/m);
      expect(Object.keys(home.tree())).not.toContain('expose/mapping.json');
    });

    it.each([
      ['a private outer address', { wanAddress: '192.168.0.7/24', wanPeer: '192.168.0.1/24' }, 'noAddress'],
      ['a carrier', { wanAddress: '100.64.3.4/10', wanPeer: '100.64.0.1/10' }, 'noAddress'],
      ['UPnP off', { silent: true }, 'silent'],
    ] as const)('%s: exit 4 and one sentence, in both languages', async (_what, options, verdict) => {
      await homeNetwork(options);
      const before = home.tree();
      const { code, stderr } = await run('router', 'map', '--yes');
      expect(code).toBe(4);
      expect(flat(stderr)).toContain(s.verdicts[verdict]);
      const korean = await run('router', 'map', '--yes', '--lang', 'ko');
      expect(flat(korean.stderr)).toContain(ko.router.forward.verdicts[verdict]);
      expect(home.tree()).toEqual(before);
    });

    it('a rerun that the router refuses says what it still passes on', async () => {
      await homeNetwork({ conf: ['ext_ip=192.0.1.2', 'deny 1-1023 0.0.0.0/0 0-65535'] });
      await init('--router', 'map', '--external-port', '8443');
      const rerun = await run('init', '--external-port', '443', '--yes', '--json');
      expect(rerun, rerun.stderr).toMatchObject({ code: 3 });
      expect(JSON.parse(rerun.stdout).findings).toContainEqual(
        expect.objectContaining({
          id: 'router-map',
          message: printed(`${en.router.mapping.denied(443)} ${s.leftOpen(8443, 8100)}`),
        }),
      );
      expect(await mapped()).toMatchObject([{ externalPort: 8443, internalPort: 8100 }]);
    });

    it('init says beforehand that no port can be forwarded, and sets everything else up', async () => {
      await homeNetwork({ wanAddress: '100.64.3.4/10', wanPeer: '100.64.0.1/10' });
      const made = await init('--router', 'map');
      expect(made, made.stderr).toMatchObject({ code: 0 });
      const document = JSON.parse(made.stdout);
      expect(document.findings).toContainEqual(
        expect.objectContaining({ id: 'router-no-way', status: 'warn', fix: printed(s.instead) }),
      );
      expect(document.changes.map(({ kind }: { kind: string }) => kind)).not.toContain('map-port');
    });

    it('over PCP where UPnP is off; plain http is warned of', async () => {
      await homeNetwork({ upnp: false });
      await init('--tls', 'none');
      const made = await run('router', 'map', '--external-port', '8443', '--yes', '--json');
      expect(made, made.stderr).toMatchObject({ code: 0 });
      const { findings, mapping, url } = JSON.parse(made.stdout);
      expect(mapping.protocol).toBe('pcp');
      expect(url).toBe('http://192.0.1.2:8443/');
      expect(findings.map(({ id }: { id: string }) => id)).toEqual(
        expect.arrayContaining(['plain-http', 'router-mapping']),
      );
    });

    it('a stranger on the internet sees the login page through it, and the owner gets in', async () => {
      await homeNetwork();
      home.remove();
      home = new TestHome([dirname(environment('nb7').python)]);
      await init('--router', 'map', '--external-port', '8443');
      const netns = { prefix: lab.prefix('lan') } as Namespace;
      const outside = {
        prefix: lab.prefix('wan'),
        exec: (command: readonly string[]) => lab.exec('wan', command),
      };
      const server = await startServer({
        environment: environment('nb7'),
        app: 'notebook',
        home: home.dir,
        netns,
      });
      try {
        const tls = { ca: home.read('expose/ca.pem'), servername: 'localhost' };
        const there = { host: lab.outerAddress, port: 8443, netns: outside as Namespace, tls };
        expect(await get({ ...there, path: 'api/status' })).toMatchObject({ status: 403 });
        expect((await login({ ...there, password: 'correct horse battery' })).status).toBe(302);
        expect(await run('router', 'unmap', '--yes')).toMatchObject({ code: 0 });
        expect((await get({ ...there, path: 'api/status' })).status).toBe(0);
      } finally {
        await server.stop();
      }
    });

    it('renew asks again after the router was restarted, and not before', async () => {
      await homeNetwork();
      await init('--router', 'map', '--external-port', '8443');
      const young = await run('renew', '--scheduled');
      expect(young, young.stderr).toMatchObject({ code: 0 });
      const results = () => JSON.parse(home.read('expose/renewal.json')).results;
      expect(results()).toContainEqual(expect.objectContaining({ what: 'port-mapping', status: 'not-due' }));
      await lab.reboot();
      expect(await mapped()).toEqual([]);
      const renewed = await run('renew', '--scheduled');
      expect(renewed, renewed.stderr).toMatchObject({ code: 0 });
      expect(await mapped()).toMatchObject([{ externalPort: 8443, internalPort: 8100 }]);
      expect(results()).toContainEqual(expect.objectContaining({ what: 'port-mapping', status: 'renewed' }));
      const { stdout } = await run('doctor', '--json');
      const ids = JSON.parse(stdout).findings.map(({ id }: { id: string }) => id);
      expect(ids).toContain('router-unscheduled');
    });
  });
});

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Bench } from './bench.ts';
import { type Cause, describeCauses } from './causes.ts';

const NB = 'jupyter_notebook_config.py';
const JS = 'jupyter_server_config.py';
const PORT = 8899;

/** A computer called mypc, with the line that Debian's installer writes into /etc/hosts. */
function callItMypc(bench: Bench): void {
  const hosts = bench.home.at('hosts');
  writeFileSync(hosts, '127.0.0.1 localhost\n127.0.1.1 mypc\n::1 ip6-localhost\n');
  const script = `hostname mypc; mount --bind '${hosts}' /etc/hosts; exec "$@"`;
  bench.prefix = ['unshare', '-u', '-m', 'sh', '-c', script, 'sh'];
}

/** A way of the interpreter to the sockets that Jupyter's web server opens for an address and a port. */
const BIND = `
import sys
from tornado.netutil import bind_sockets
from traitlets.config.loader import PyFileConfigLoader, JSONFileConfigLoader
load = JSONFileConfigLoader if sys.argv[1].endswith('json') else PyFileConfigLoader
app = list(load(sys.argv[1]).load_config().values())[0]
for one in bind_sockets(int(app.get('port', ${PORT})), app.get('ip', 'localhost')):
    print('%s %s' % one.getsockname()[:2])
`;

/** Where the web server of this Jupyter listens with the values of a config file: '127.0.0.1 8899'. */
async function sockets(bench: Bench, file: string): Promise<string[]> {
  const path = bench.home.config(file);
  const { code, stdout, stderr } = await bench.exec([bench.environment.python, '-c', BIND, path]);
  expect(code, stderr).toBe(0);
  return stdout.trim().split('\n');
}

const listensAt = (file: string, ...expected: string[]) => ({
  async symptom(bench: Bench) {
    expect(await sockets(bench, file)).toEqual(expected);
  },
});

const inNetwork = { inNamespace: true } as const;

describeCauses('it runs, and nobody reaches it at its address and port', [
  {
    id: 'ip-name-loopback',
    what: "the address is the computer's own name, which leads to 127.0.1.1",
    on: 'nb64',
    ...inNetwork,
    prepare(bench) {
      callItMypc(bench);
      bench.home.write(NB, `c.NotebookApp.ip = 'mypc'\nc.NotebookApp.port = ${PORT}\n`);
    },
    ...listensAt(NB, `127.0.1.1 ${PORT}`),
  },
  {
    id: 'ip-name-loopback',
    what: 'code asks for the name',
    on: 'nb7',
    ...inNetwork,
    prepare(bench) {
      callItMypc(bench);
      bench.home.write(JS, `import socket\nc.ServerApp.ip = socket.gethostname()\n`);
    },
    ...listensAt(JS, `127.0.1.1 ${PORT}`),
  },
  {
    id: 'ip-ipv6-only',
    what: "the address '::', meant as every address",
    on: 'nb64',
    ...inNetwork,
    prepare: (bench) => void bench.home.write(NB, `c.NotebookApp.ip = '::'\n`),
    ...listensAt(NB, `:: ${PORT}`),
  },
  {
    id: 'port-out-of-range',
    what: 'a digit too many in the port',
    on: 'nb64',
    prepare: (bench) =>
      void bench.home.write(NB, "c.NotebookApp.ip = '127.0.0.1'\nc.NotebookApp.port = 88888\n"),
    ...listensAt(NB, '127.0.0.1 23352'),
  },
  {
    id: 'port-out-of-range',
    what: 'in JSON',
    on: 'lab36',
    app: 'lab',
    prepare: (bench) =>
      void bench.home.write(
        'jupyter_server_config.json',
        '{"ServerApp": {"port": 70000, "ip": "127.0.0.1"}}',
      ),
    ...listensAt('jupyter_server_config.json', '127.0.0.1 4464'),
  },
  {
    id: 'listens-on-socket',
    what: 'a Unix socket is set in a JSON file',
    on: 'nb7',
    prepare(bench) {
      const sock = `/tmp/${process.pid}.jx.sock`;
      bench.home.write('jupyter_server_config.json', JSON.stringify({ ServerApp: { sock } }, null, 1));
    },
    async symptom(bench) {
      const server = await bench.start();
      await server.stop();
      expect(server.log()).toContain('http+unix://');
    },
  },
]);

/** The variable reaches the server and the doctor. */
function withVariable(name: string, value: string): Pick<Cause, 'symptom' | 'env'> {
  return {
    env: () => ({ [name]: value }),
    async symptom(bench) {
      expect(await bench.startFails({ env: { [name]: value } })).toMatch(
        /ValueError: invalid literal for int/,
      );
    },
  };
}

describeCauses('it does not start, whatever address others use', [
  {
    id: 'variable-invalid',
    what: 'Kubernetes sets JUPYTER_PORT for a service called jupyter',
    on: 'nb64',
    prepare: () => undefined,
    ...withVariable('JUPYTER_PORT', 'tcp://10.43.73.21:80'),
  },
  {
    id: 'variable-invalid',
    what: 'JUPYTER_PORT_RETRIES is a word',
    on: 'nb7',
    prepare: () => undefined,
    ...withVariable('JUPYTER_PORT_RETRIES', 'none'),
  },
  {
    id: 'listens-on-socket',
    what: 'a Unix socket beside a port',
    on: 'nb64',
    prepare: (bench) =>
      void bench.home.write(NB, "c.NotebookApp.sock = '/tmp/jx.sock'\nc.NotebookApp.port = 8890\n"),
    symptom: async (bench) => expect(await bench.startFails()).toContain('mutually exclusive'),
  },
  {
    id: 'port-out-of-range',
    what: 'a port below zero',
    on: 'nb64',
    prepare: (bench) => void bench.home.write(NB, 'c.NotebookApp.port = -1\n'),
    symptom: async (bench) => expect(await bench.startFails()).toContain('gaierror'),
  },
  {
    id: 'port-retries-negative',
    what: 'port_retries = -1, meant as none',
    on: 'nb64',
    prepare: (bench) => void bench.home.write(NB, 'c.NotebookApp.port_retries = -1\n'),
    symptom: async (bench) => expect(await bench.startFails()).toContain('no available port could be found'),
  },
]);

/** Starts a kernel with the address of the config file, as the server does, or says why there is none. */
const KERNEL = `
import sys
from jupyter_client.manager import KernelManager
from traitlets.config.loader import PyFileConfigLoader
manager = KernelManager(kernel_name='python3', config=PyFileConfigLoader(sys.argv[1]).load_config())
manager.start_kernel()
print(manager.get_connection_info()['ip'])
manager.shutdown_kernel(now=True)
`;

const kernelOf = (bench: Bench) =>
  bench.exec([bench.environment.python, '-c', KERNEL, bench.home.config(NB)]);

/** The rules of many guides: everything is dropped but what answers, and the port; loopback is forgotten. */
const WITHOUT_LOOPBACK = [
  ['-A', 'INPUT', '-m', 'conntrack', '--ctstate', 'ESTABLISHED,RELATED', '-j', 'ACCEPT'],
  ['-A', 'INPUT', '-p', 'tcp', '--dport', '8888', '-j', 'ACCEPT'],
  ['-P', 'INPUT', 'DROP'],
];

const NFT = `table inet mine {
 chain input {
  type filter hook input priority 0; policy accept;
  ct state established,related accept
  tcp dport 8888 accept
  reject
 }
}
`;

/** Whether a program of this computer can connect to another one of it, as Jupyter to a kernel. */
const CONNECT = `
import socket
server = socket.create_server(('127.0.0.1', 0))
socket.create_connection(server.getsockname(), timeout=0.5)
`;

async function cannotConnect(bench: Bench): Promise<void> {
  const { code, stderr } = await bench.exec([bench.environment.python, '-c', CONNECT]);
  expect(code, stderr).toBe(1);
  expect(stderr).toMatch(/timed out|refused/i);
}

describeCauses('the page opens, but no kernel ever connects', [
  {
    id: 'kernel-address',
    what: 'kernels are given the address of another computer',
    on: 'nb64',
    ...inNetwork,
    prepare: (bench) => void bench.home.write(NB, "c.KernelManager.ip = '192.0.2.9'\n"),
    symptom: async (bench) =>
      expect((await kernelOf(bench)).stderr).toMatch(/local interfaces|Can only launch/),
  },
  {
    id: 'kernel-address',
    what: 'kernels are given a name, even localhost',
    on: 'nb64',
    ...inNetwork,
    prepare: (bench) => void bench.home.write(NB, "c.KernelManager.ip = 'localhost'\n"),
    symptom: async (bench) =>
      expect((await kernelOf(bench)).stderr).toMatch(/local interfaces|Can only launch/),
  },
  {
    id: 'kernel-ports',
    what: 'kernels listen on every address',
    on: 'nb64',
    ...inNetwork,
    prepare: (bench) => void bench.home.write(NB, "c.KernelManager.ip = '*'\n"),
    symptom: async (bench) => expect((await kernelOf(bench)).stdout).toContain('0.0.0.0'),
  },
  {
    id: 'gateway-unreachable',
    what: 'a kernel gateway is left over in the config',
    on: 'nb64',
    ...inNetwork,
    prepare: (bench) => void bench.home.write(NB, "c.GatewayClient.url = 'http://127.0.0.1:9'\n"),
    async symptom(bench) {
      const token = 'f3a9c1d47be05826f3a9c1d47be05826f3a9c1d47be05826';
      const server = await bench.start({ env: { JUPYTER_TOKEN: token } });
      const url = `http://127.0.0.1:${server.port}/api/kernels?token=${token}`;
      const code = `import urllib.request as u\ntry:\n u.urlopen('${url}')\nexcept Exception as e: print(e.code)`;
      const { stdout } = await bench.exec([bench.environment.python, '-c', code]);
      await server.stop();
      expect(stdout.trim()).toBe('503');
    },
  },
  {
    id: 'gateway-unreachable',
    what: 'the variable of a kernel gateway is left over',
    on: 'nb7',
    ...inNetwork,
    env: () => ({ JUPYTER_GATEWAY_URL: 'http://192.168.77.10:9' }),
    prepare: () => undefined,
    async symptom(bench) {
      const server = await bench.start({ env: { JUPYTER_GATEWAY_URL: 'http://192.168.77.10:9' } });
      await server.stop();
      expect(server.log()).toContain('managed by the Gateway server running at');
    },
  },
  {
    id: 'firewall-loopback',
    what: 'iptables drops everything but the port, loopback too',
    on: 'nb64',
    ...inNetwork,
    prepare(bench) {
      for (const rule of WITHOUT_LOOPBACK)
        execFileSync('ip', ['netns', 'exec', bench.netns?.name ?? '', 'iptables', ...rule]);
    },
    symptom: cannotConnect,
  },
  {
    id: 'firewall-loopback',
    what: 'nftables rejects everything but the port, loopback too',
    on: 'nb7',
    ...inNetwork,
    prepare(bench) {
      const command = ['netns', 'exec', bench.netns?.name ?? '', 'nft', '-f', '-'];
      execFileSync('ip', command, { input: NFT });
    },
    symptom: cannotConnect,
  },
]);

// `npm run audit`: asks the registry about known vulnerabilities of the runtime packages. It needs the network, so it is no
// part of `npm test`. Exit code 0: none; 1: some; 4: the registry gave no answer, which says nothing about the packages.
import { spawnSync } from 'node:child_process';
import { ROOT } from './setup.js';

const { stdout = '', stderr = '' } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  cwd: ROOT,
  encoding: 'utf8',
  maxBuffer: 1 << 26,
  shell: process.platform === 'win32',
});
const answer = parse(stdout);
if (answer.auditReportVersion === undefined) {
  print('Not checked: the registry does not answer the question about known vulnerabilities.');
  print(`  ${answer.message ?? stderr.trim().split('\n')[0] ?? ''}`.trimEnd());
  process.exitCode = 4;
} else {
  const found = Object.values(answer.vulnerabilities);
  for (const { name, severity, via } of found)
    print(`${severity}: ${name}: ${via.map((one) => one.url ?? one).join(', ')}`);
  const asked = answer.metadata?.dependencies?.prod;
  print(`${found.length} of ${asked ?? 'all'} runtime packages have known vulnerabilities.`);
  process.exitCode = found.length === 0 ? 0 : 1;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function print(line) {
  process.stdout.write(`${line}\n`);
}

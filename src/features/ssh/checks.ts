import { cmd } from '../../messages/command-line.ts';
import { t } from '../../messages/index.ts';
import {
  type CheckContext,
  type CheckFindings,
  type CheckGroup,
  NOTHING_TO_CHECK,
} from '../../situation/check.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import { statedReach } from '../../situation/reach.ts';
import { findIntrusion } from '../../system/ownership.ts';
import { fingerprintOf, portsOf } from './key-line.ts';
import { jupyterPort, type KeysFile, keysPath, readKeysFile } from './keys-file.ts';
import { readSshd, type Sshd } from './sshd.ts';

/** The way through SSH, where the person uses it. */
export const sshChecks: CheckGroup = {
  layer: 'internet',
  checks: [{ id: 'ssh', needs: ['config-loads'], fine: () => t().ssh.checks.fine, run: checkSsh }],
};

async function checkSsh({ situation, system }: CheckContext): Promise<CheckFindings> {
  const path = keysPath(system, undefined);
  const wanted = (await statedReach(situation)) === 'ssh';
  if ((await findIntrusion(path, system)) !== undefined) {
    if (!wanted) return NOTHING_TO_CHECK;
    const words = { message: t().ssh.checks.writable(path), fix: t().ssh.checks.writableFix(path) };
    return [finding('fail', 'ssh-keys-writable', words, { evidence: { file: path } })];
  }
  const file = await readKeysFile(system, undefined).catch(() => undefined);
  const hasKey = file?.lines.some(({ isOurs }) => isOurs) ?? false;
  if (file === undefined || !(wanted || hasKey)) return NOTHING_TO_CHECK;
  const [sshd, port] = await Promise.all([readSshd(situation), jupyterPort(situation)]);
  return examineSsh({ sshd, file, port });
}

interface SshFacts {
  readonly sshd: Sshd;
  readonly file: KeysFile;
  /** Where Jupyter listens. */
  readonly port: number;
}

/** What keeps the owner from coming through SSH, or lets a key of ours do more than that. */
export function examineSsh({ sshd, file, port }: SshFacts): Finding[] {
  const m = t().ssh.checks;
  const found: Finding[] = [];
  const ours = file.lines.filter(({ isOurs }) => isOurs);
  for (const key of ours) {
    const evidence = { file: file.path, line: key.line };
    const ports = portsOf(key);
    const name = fingerprintOf(key);
    const wide = { message: m.wide(name), fix: m.wideFix(cmd('ssh add-key', 'FILE')) };
    if (ports === undefined) found.push(finding('fail', 'ssh-key-wide', wide, { evidence }));
    else if (!ports.includes(port)) {
      const words = {
        message: m.otherPort(name, ports.join(', '), port),
        fix: m.wideFix(cmd('ssh add-key', 'FILE')),
      };
      found.push(finding('fail', 'ssh-key-port', words, { evidence }));
    }
  }
  if (sshd.isRunning === false)
    found.push(finding('fail', 'ssh-not-running', { message: m.silent(sshd.port), fix: m.silentFix }));
  else if (sshd.isHereOnly)
    found.push(finding('warn', 'ssh-here-only', { message: m.hereOnly(sshd.port), fix: m.hereOnlyFix }));
  if (sshd.forbids !== undefined)
    found.push(finding('fail', 'ssh-forbidden', { message: m.forbidden(sshd.forbids), fix: m.forbiddenFix }));
  if (ours.length === 0)
    found.push(
      finding('warn', 'ssh-no-key', { message: m.noKey, fix: m.noKeyFix(cmd('ssh add-key', 'FILE')) }),
    );
  return found;
}

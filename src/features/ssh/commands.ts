import { type ChangeWork, changeCommand } from '../../command/change-command.ts';
import { EXIT_FINDING_FAILED, ExposeError } from '../../errors.ts';
import { cmd } from '../../messages/command-line.ts';
import { t } from '../../messages/index.ts';
import { parsePort } from '../../net/parse-port.ts';
import { showFindings } from '../../output/findings.ts';
import { labelled } from '../../output/layout.ts';
import type { CommandContext } from '../../output/output.ts';
import { decodeText, readAll } from '../../prompt/stdin.ts';
import { Situation } from '../../situation/situation.ts';
import { examineSsh } from './checks.ts';
import { clientLines } from './client.ts';
import type { SshFlags } from './flags.ts';
import { fingerprintOf, type KeyLine, portsOf, readPublicKeys } from './key-line.ts';
import { jupyterPort, keyText, readKeysFile, withKeys, withoutKeys } from './keys-file.ts';
import { readSshd } from './sshd.ts';

/** `ssh add-key`: lets a key open Jupyter's port through SSH, and nothing else. */
export async function sshAddKey(
  context: CommandContext,
  flags: SshFlags,
  [file = '']: string[],
): Promise<number> {
  const situation = new Situation(context);
  const keys = readPublicKeys(await textOf(context, file), file);
  const m = t().ssh;
  return changeSsh(context, flags, situation, 'ssh add-key', async () => {
    const [lines, port] = [
      await readKeysFile(context.system, flags.authorizedKeys),
      await jupyterPort(situation),
    ];
    return {
      changes: withKeys(lines, keys, port),
      whenUnchanged: m.alreadySo,
      notes: [m.opens(port)],
      confirm: [{ ...m.confirmAdd, fallback: false }],
      done: () => [m.added(cmd('ssh show'))],
      document: { port, keys: keys.map((key) => ({ type: key.type, fingerprint: fingerprintOf(key) })) },
    };
  });
}

/** `ssh remove-key`: takes our keys away again, or only those of a file. */
export async function sshRemoveKey(
  context: CommandContext,
  flags: SshFlags,
  [file]: string[],
): Promise<number> {
  const keys = file === undefined ? undefined : readPublicKeys(await textOf(context, file), file);
  const m = t().ssh;
  return changeSsh(context, flags, new Situation(context), 'ssh remove-key', async () => {
    const lines = await readKeysFile(context.system, flags.authorizedKeys);
    return {
      changes: withoutKeys(
        lines,
        keys?.map(({ blob }) => blob),
      ),
      whenUnchanged: m.nothing(lines.path),
      confirm: [m.confirmRemove],
      done: () => [m.removed],
    };
  });
}

function changeSsh(
  context: CommandContext,
  flags: SshFlags,
  situation: Situation,
  command: string,
  plan: ChangeWork['plan'],
): Promise<number> {
  return changeCommand(context, flags, { command, situation, plan });
}

/** `ssh show`: what to type on the other device. */
export async function sshShow(context: CommandContext, flags: SshFlags): Promise<number> {
  const { output } = context;
  const situation = new Situation(context);
  const sshd = await readSshd(situation, { port: portOf(flags) });
  const { command, config, url, fields } = await clientLines(situation, sshd);
  const m = t().ssh.show;
  output.result(m.command);
  output.copyable(command);
  output.result();
  output.result(m.thenOpen);
  output.copyable(url);
  output.result();
  output.result(m.config);
  for (const line of config) output.copyable(line);
  output.result();
  output.result(m.phone);
  const rows = Object.entries(fields).map(([name, value]) => ({
    label: m.fields[name as keyof typeof fields],
    value: String(value),
  }));
  for (const row of labelled(rows)) output.result(...row);
  output.result(m.taken);
  output.json({ schema: 1, command, config: config.join('\n'), url, ...fields });
  return 0;
}

/** `ssh status`: the SSH server, and what our keys open. */
export async function sshStatus(context: CommandContext, flags: SshFlags): Promise<number> {
  const { output, system } = context;
  const situation = new Situation(context);
  const [sshd, file] = [
    await readSshd(situation, { port: portOf(flags) }),
    await readKeysFile(system, flags.authorizedKeys),
  ];
  const ours = file.lines.filter(({ isOurs }) => isOurs);
  const port = await jupyterPort(situation);
  const findings = examineSsh({ sshd, file, port });
  const m = t().ssh.status;
  output.result(sshd.isRunning ? m.runs(sshd.port) : m.silent(sshd.port));
  for (const key of ours)
    output.result(m.key(fingerprintOf(key), key.comment, portsOf(key)?.join(', ') ?? '?'));
  if (ours.length === 0) output.result(m.noKey(cmd('ssh add-key', 'FILE')));
  showFindings(context, findings);
  output.json({
    schema: 1,
    sshd: { port: sshd.port, running: sshd.isRunning ?? null, forbids: sshd.forbids ?? null },
    file: file.path,
    keys: ours.map(keyToJson),
    findings,
  });
  return findings.some(({ status }) => status === 'fail') ? EXIT_FINDING_FAILED : 0;
}

function keyToJson(key: KeyLine) {
  const { type, comment, line } = key;
  return { type, fingerprint: fingerprintOf(key), comment, line, ports: portsOf(key) ?? null };
}

function portOf({ sshdPort }: SshFlags): number | undefined {
  return sshdPort === undefined ? undefined : parsePort(sshdPort);
}

/** The text of a named file, or of standard input for '-'. */
async function textOf({ system }: CommandContext, file: string): Promise<string> {
  if (file === '') throw new ExposeError('usage', t().ssh.key.noName, t().ssh.key.noneHint);
  if (file === '-') return decodeText(await readAll(process.stdin), file);
  return keyText(system, file);
}

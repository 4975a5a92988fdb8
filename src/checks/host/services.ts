import { posix } from 'node:path';
import { findServiceUnits, type ServiceUnit, type UnitLine } from '../../jupyter/server/service-units.ts';
import { shellWords } from '../../jupyter/server/shell-words.ts';
import { t } from '../../messages/index.ts';
import { maskLines } from '../../plan/masking.ts';
import { type CheckContext, type CheckFindings, NOTHING_TO_CHECK } from '../../situation/check.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import { readText } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';
import { configArguments, isMissing } from './server-account.ts';

/** From systemd.service(5). systemd ignores any other value and logs that. */
const TYPES = ['simple', 'exec', 'forking', 'oneshot', 'dbus', 'notify', 'notify-reload', 'idle'];

/** Mistakes in systemd units that start a Jupyter. Most of them spread by copying from blogs. */
export async function checkServices({ system }: CheckContext): Promise<CheckFindings> {
  const units = await findServiceUnits(system);
  if (units.length === 0) return NOTHING_TO_CHECK;
  const found = await Promise.all(units.map((unit) => evaluateUnit(unit, system)));
  return found.flat();
}

async function evaluateUnit(unit: ServiceUnit, system: System): Promise<Finding[]> {
  const last = (name: string) =>
    unit.lines.findLast((line) => line.section === 'Service' && line.name === name);
  const m = t().host.service;
  const found: Finding[] = [];
  const report = (
    id: string,
    status: Finding['status'],
    at: UnitLine,
    [message, fix]: readonly [string, string],
  ) => found.push(finding(status, id, { message, fix }, evidenceOf(at)));

  const [type, user, start] = [last('Type'), last('User'), last('ExecStart')];
  if (type !== undefined && type.value !== '' && !TYPES.includes(type.value))
    report('service-type', 'warn', type, [m.type(unit.file, type.value), m.typeFix]);
  if (start !== undefined) {
    const [program = ''] = shellWords(start.value).map((word) => word.replace(/^[-@:+!|]+/, ''));
    if (posix.isAbsolute(program) && !/[%$]/.test(program) && (await isMissing(program, system.files)))
      report('service-program-missing', 'fail', start, [m.program(unit.file, program), m.programFix]);
    for (const path of await missingConfigs(start.value, last('WorkingDirectory')?.value, system))
      report('service-config-missing', 'fail', start, [m.config(unit.file, path), m.configFix(path)]);
  }
  if (unit.scope === 'system') {
    if (user === undefined || user.value === 'root' || user.value === '0') {
      const at = user ?? start;
      if (at !== undefined) report('service-root', 'warn', at, [m.root(unit.file), m.rootFix]);
    } else if (!(await isKnown(user.value, system)))
      report('service-user-missing', 'fail', user, [m.user(unit.file, user.value), m.userFix]);
  }
  return found;
}

/** Missing files named with --config. A name with a specifier (%h) or a variable is skipped. */
async function missingConfigs(
  command: string,
  directory: string | undefined,
  system: System,
): Promise<string[]> {
  const missing: string[] = [];
  for (const path of configArguments(shellWords(command))) {
    const isOpen = /[%$]/.test(path) || (!posix.isAbsolute(path) && directory === undefined);
    const whole = posix.resolve(directory ?? '/', path);
    if (!isOpen && (await isMissing(whole, system.files))) missing.push(path);
  }
  return missing;
}

/** Users can also come from a directory service, so a name counts as unknown only if no such service is configured. */
async function isKnown(user: string, { files }: System): Promise<boolean> {
  if (/^\d+$/.test(user) || user.includes('%')) return true;
  const [users, switches = ''] = await Promise.all([
    readText('/etc/passwd', files),
    readText('/etc/nsswitch.conf', files),
  ]);
  if (users === undefined || /^passwd:.*\b(?:ldap|sss|nis|winbind)\b/m.test(switches)) return true;
  return users.split('\n').some((line) => line.startsWith(`${user}:`));
}

function evidenceOf({ file, line, text }: UnitLine): Pick<Finding, 'evidence'> {
  const [shown = ''] = maskLines([text], []);
  return { evidence: { file, line, text: shown } };
}

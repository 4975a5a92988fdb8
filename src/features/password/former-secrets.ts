import { cookieSecretFiles, isReplaceable } from '../../checks/access/cookie-secret.ts';
import { linesOf } from '../../checks/config-files/complaint.ts';
import { t } from '../../messages/index.ts';
import type { Change, EditLines } from '../../plan/change.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import type { InitRun } from '../../wizard/init-run.ts';

/** A password in clear inside the config: `passwd('…')`, on one line. */
const CLEAR = /^\S*\bpasswd\(\s*(?:'[^'\n]*'|"[^"\n]*")[^\n]*\)$/;

/**
 * After a new password was written: removes the secret that signs login cookies, with which those who are logged in
 * would stay so (Notebook 6, jupyter_server below 2.8). Jupyter makes a new one at its next start, so `undo` has nothing
 * to restore.
 */
export async function endFormerLogins({ applied, prepared, situation }: InitRun): Promise<Finding[]> {
  const isNew = prepared.changes.some(({ change }) => setsPassword(change));
  if (applied === undefined || !isNew) return [];
  const paths = await cookieSecretFiles(situation);
  const m = t().password;
  const findings = await Promise.all(
    paths.map(async (path): Promise<Finding> => {
      if (!(await isReplaceable(path, situation.system)))
        return finding('warn', 'logged-out', { message: m.noSecret(path), fix: m.noSecretFix });
      try {
        await situation.system.files.remove(path);
        return { id: 'logged-out', status: 'ok', message: m.loggedOut };
      } catch {
        return finding('warn', 'logged-out', { message: m.notLoggedOut(path), fix: m.notLoggedOutFix(path) });
      }
    }),
  );
  return findings.slice(0, 1);
}

function setsPassword(change: Change): boolean {
  return (
    change.kind === 'edit-settings' &&
    Object.entries(change.settings).some(([key, value]) => isPassword(key) && value !== '')
  );
}

function isPassword(key: string): boolean {
  return /\.(?:hashed_)?password$/.test(key);
}

/**
 * The changes that take a former password in clear out of the config: an empty text instead of `passwd('…')`, where the
 * settings of the plan then put the new hash.
 */
export async function withoutClearText(situation: Situation): Promise<EditLines[]> {
  const { files } = await situation.get('sources');
  const edits = await Promise.all(
    files.map(async ({ path, format, writable, settings }): Promise<EditLines | undefined> => {
      const clear = settings.filter(({ key, value, text }) => isClear(key, value, text));
      if (format !== 'python' || !writable || clear.length === 0) return undefined;
      const bytes = (await situation.system.files.read(path)) ?? new Uint8Array();
      const all = linesOf(bytes);
      const lines = clear.flatMap(({ line, text, key }) => {
        const before = all[line - 1] ?? '';
        const expression = Buffer.from(text).toString('latin1');
        return before.includes(expression)
          ? [{ line, before, after: before.replace(expression, () => "''"), key }]
          : [];
      });
      if (lines.length === 0) return undefined;
      const secret = lines.map(({ key }) => key);
      return { kind: 'edit-lines', path, secret, lines: lines.map(({ key: _key, ...edit }) => edit) };
    }),
  );
  return edits.filter((edit) => edit !== undefined);
}

function isClear(key: string, value: unknown, text: string): boolean {
  return isPassword(key) && value === undefined && CLEAR.test(text.trim());
}

import type { Launch } from '../../jupyter/server/launches.ts';
import { configDirOf, keyOf, type Trait } from '../../jupyter/target.ts';
import { shellQuoted } from '../../messages/command-line.ts';
import { t } from '../../messages/index.ts';
import { maskLines } from '../../plan/masking.ts';
import { currentValue, effectiveSetting } from '../../situation/effective-setting.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { commandOptions } from './server-account.ts';

/** The password on a command line, under the names of all versions. */
const PASSWORD =
  /^--(?:ServerApp\.|NotebookApp\.|PasswordIdentityProvider\.)(?:hashed_)?password=(?<value>.*)$/s;

/** The directory that the server shows, on a command line. */
const DIRECTORY = /^(--(?:\w+\.)?(?:notebook|root|preferred)[-_]dir)=(.*)$/s;

/**
 * What the lines that start a Jupyter of this user by itself change of the config files: an option with another value, a
 * variable with which it reads other files. A running server is compared with the files in the same way.
 */
export async function findLaunchOverrides(situation: Situation): Promise<Finding[]> {
  const launches = await situation.get('launches');
  const own = launches.filter(
    ({ user, isElsewhere, args }) => user === undefined && !isElsewhere && args.length > 0,
  );
  const found = await Promise.all(
    own.flatMap((launch) => [
      contradictions(launch, situation),
      otherFiles(launch, situation),
      missingDirectories(launch, situation),
    ]),
  );
  return found.flat();
}

async function contradictions({ file, args }: Launch, situation: Situation): Promise<Finding[]> {
  const m = t().host.launch;
  const { app } = await situation.get('target');
  const texts = args.filter(({ code }) => code === undefined).map(({ text }) => text);
  const password = texts.findLast((text) => PASSWORD.test(text));
  const options: { trait: Trait; value: string; text: string }[] = commandOptions(texts);
  if (password !== undefined)
    options.push({ trait: 'password', value: PASSWORD.exec(password)?.groups?.value ?? '', text: password });
  const found: Finding[] = [];
  // Another application reads other files.
  if (!texts.some((text) => text.includes(app))) return found;
  for (const { trait, value, text } of options) {
    const { value: inFiles, source } = await effectiveSetting(situation, trait);
    const given = trait === 'ip' && value === '' ? '*' : value;
    if (source === undefined || source.file === undefined || String(inFiles) === given) continue;
    const line = args.find((word) => text.startsWith(word.text))?.line ?? 0;
    const [shown = ''] = maskLines([text], []);
    const key = keyOf(await situation.get('target'), trait) ?? trait;
    const words = { message: m.optionWins(`${file}:${line}`, shown, key), fix: m.optionWinsFix(shown) };
    found.push(finding('warn', 'launch-option-wins', words, evidenceOf(file, line, shown)));
  }
  return found;
}

/** A directory to show that is not there: Jupyter ends at its start. */
async function missingDirectories({ file, args }: Launch, { system }: Situation): Promise<Finding[]> {
  const m = t().host.directories;
  const found = await Promise.all(
    args.map(async ({ text, line, code }) => {
      const [, key = '', path = ''] = DIRECTORY.exec(text) ?? [];
      if (code !== undefined || !path.startsWith('/') || /[%$]/.test(path)) return [];
      if ((await system.files.facts(path).catch(() => true)) !== undefined) return [];
      const words = {
        message: m.rootMissing(key, path),
        why: t().tlsChecks.endsAtStart,
        fix: m.rootMissingFix(key, shellQuoted(path)),
      };
      return [finding('fail', 'root-dir-missing', words, evidenceOf(file, line, text))];
    }),
  );
  return found.flat();
}

/** Only where the files of this user set something: else there is nothing to lose. */
async function otherFiles({ env, file: start }: Launch, situation: Situation): Promise<Finding[]> {
  const { system } = situation;
  const password = await currentValue(situation, 'password');
  if (typeof password !== 'string' || password === '') return [];
  const directory = configDirOf(await situation.get('target'), system);
  const last = new Map(env.map((one) => [one.name, one]));
  const [moved, switched, home] = ['JUPYTER_CONFIG_DIR', 'JUPYTER_NO_CONFIG', 'HOME'].map((name) =>
    last.get(name),
  );
  const found = [
    ...(moved !== undefined && moved.value !== '' && moved.value !== directory ? [moved] : []),
    ...(switched !== undefined && /^(?!0$|no?$|false$|off$)./i.test(switched.value) ? [switched] : []),
    ...(home !== undefined && moved === undefined && home.value !== system.home ? [home] : []),
  ].filter(({ code }) => code === undefined);
  const m = t().host.launch;
  return found.map(({ name, value, file, line }) => {
    const where = file === start ? `${file}:${line}` : `${file}:${line} (${start})`;
    const words = { message: m.otherConfig(where, `${name}=${value}`), fix: m.otherConfigFix(name) };
    return finding('fail', 'launch-other-config', words, evidenceOf(file, line, `${name}=${value}`));
  });
}

function evidenceOf(file: string, line: number, text: string): Pick<Finding, 'evidence'> {
  return { evidence: { ...(file.startsWith('/') && { file, line }), text } };
}

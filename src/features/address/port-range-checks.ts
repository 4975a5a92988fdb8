import { type EnvironmentSetting, environmentSettings } from '../../jupyter/environment-variables.ts';
import type { Launch } from '../../jupyter/server/launches.ts';
import { winnerOf } from '../../jupyter/settings/sources.ts';
import { t } from '../../messages/index.ts';
import { DEFAULT_PORT, isBlockedByBrowsers, isPort } from '../../net/parse-port.ts';
import { changeSetting } from '../../situation/change-setting.ts';
import type { Check, CheckContext } from '../../situation/check.ts';
import { evidenceAt } from '../../situation/effective-setting.ts';
import { type Evidence, type Finding, finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';

/**
 * A port that no server can have. 'config-loads' depends on it: some versions of Jupyter fail to load their config with
 * it, and say neither where it stands nor which variable gave it.
 */
export const portRangeChecks: readonly Check[] = [
  { id: 'port-range', fine: () => t().address.checks.rangeFine, run: checkRange },
];

async function checkRange({ situation, system }: CheckContext): Promise<readonly Finding[]> {
  const sources = await situation.get('sources');
  const line = winnerOf(sources, 'port');
  const isKnown = line?.conditional === false && typeof line.value === 'number';
  const ofLine =
    isKnown && !isUsable(Number(line.value))
      ? [await outOfRange(situation, Number(line.value), evidenceAt(line))]
      : [];
  const target = await situation.get('target');
  const launches = await situation.get('launches');
  const isSet = (trait: EnvironmentSetting['trait']) => winnerOf(sources, trait) !== undefined;
  const found = [
    ...environmentSettings(target, system.env).map((one) => judge(situation, one)),
    ...launches.flatMap((launch) =>
      environmentSettings(target, knownVariables(launch))
        .filter(({ trait }) => !setsPort(launch, trait))
        .map((one) => judge(situation, one, launch)),
    ),
  ];
  const judged = (await Promise.all(found)).filter((one) => one !== undefined);
  const effective = judged.filter(({ trait }) => !isSet(trait));
  return [...ofLine, ...(await uncontradicted(situation, effective)).map((one) => one.finding)];
}

/** Code may set what no line shows; then Jupyter does not look at the variable. */
async function uncontradicted(situation: Situation, all: readonly JudgedVariable[]) {
  const { files } = await situation.get('sources');
  if (all.length === 0 || files.every(({ opaque }) => opaque.length === 0)) return all;
  const { failure, traits, problems } = await situation.get('effective');
  return all.filter(({ trait, text }) =>
    failure === undefined
      ? !(trait in traits)
      : problems.some((problem) => problem.text.includes(`'${text}'`)),
  );
}

/** 0 stands for any free port, which is a check of its own. */
function isUsable(port: number): boolean {
  return port === 0 || isPort(port);
}

/** The finding about a port outside 1–65535. */
export async function outOfRange(
  situation: Situation,
  port: number,
  at: { evidence?: Evidence },
): Promise<Finding> {
  const m = t().address.checks;
  const words = { message: m.outOfRange(port, realPort(port, situation)), fix: m.outOfRangeFix };
  return finding('fail', 'port-out-of-range', words, { ...at, ...(await usualPort(situation)) });
}

/** The repair that sets the port of the last set-up, else Jupyter's own: bookmarks and the router name one of them. */
export async function usualPort(situation: Situation) {
  const before = (await situation.get('lastAnswers'))?.answers.port;
  const isGood = isPort(before) && !isBlockedByBrowsers(before);
  return changeSetting(situation, { port: isGood ? before : DEFAULT_PORT });
}

/** Linux takes the lowest 16 bits of a port, of which 0 means any free one. A negative one it refuses. */
function realPort(port: number, { system }: Situation): number | undefined {
  return system.platform === 'linux' && port > 0 ? port % 65_536 : undefined;
}

interface JudgedVariable extends Pick<EnvironmentSetting, 'trait' | 'text'> {
  readonly finding: Finding;
}

/** What is wrong with a variable, in this shell or in what starts Jupyter; undefined if it is usable. */
async function judge(
  situation: Situation,
  { name, trait, text, value }: EnvironmentSetting,
  launch?: Launch,
): Promise<JudgedVariable | undefined> {
  const at = launch?.env.findLast((one) => one.name === name);
  const evidence: Evidence = {
    ...(at?.file.startsWith('/') && { file: at.file, line: at.line }),
    text: `${name}=${text}`,
  };
  if (value === undefined) {
    const m = t().address.checks;
    const words = { message: m.variable(name, text), fix: m.variableFix(name, trait) };
    const repair = await (trait === 'port'
      ? usualPort(situation)
      : changeSetting(situation, { port_retries: 0 }));
    return { trait, text, finding: finding('fail', 'variable-invalid', words, { evidence, ...repair }) };
  }
  if (trait !== 'port' || isUsable(value)) return undefined;
  return { trait, text, finding: await outOfRange(situation, value, { evidence }) };
}

/** The variables of a launch whose values can be seen. */
function knownVariables({ env }: Launch): Record<string, string> {
  const known = env.filter(({ code }) => code === undefined);
  return Object.fromEntries(known.map(({ name, value }) => [name, value]));
}

/** Whether the command line sets the trait, which outweighs the variable. */
function setsPort({ args }: Launch, trait: string): boolean {
  const option = new RegExp(`^--(?:\\w+\\.)?${trait.replace('_', '[-_]')}(?:=|$)`);
  return args.some(({ text }) => option.test(text));
}

import { groupBy } from '../../../group-by.ts';
import { judgeRules, type LetsIn, type Meets, meetsAll, type PlainRule, type Verdict } from '../judge.ts';
import type { House } from '../types.ts';
import { sourceMeets } from './read-ufw.ts';

/** `iptables -S`: what becomes of a new connection to the port. */
export function judgeIptables(text: string, port: number, house: House): LetsIn {
  const added = text.split('\n').flatMap((line) => {
    const [, name = '', rest = ''] = /^-A (\S+)(.*)$/.exec(line.trim()) ?? [];
    return name === '' ? [] : [{ name, rule: ruleOf(rest.trim(), port, house) }];
  });
  const groups = [...groupBy(added, ({ name }) => name)];
  const chains = new Map(groups.map(([name, group]) => [name, group.map(({ rule }) => rule)]));
  const policy = /^-P INPUT (?:DROP|REJECT)$/m.test(text) ? 'drop' : 'accept';
  return judgeRules({ chains, start: 'INPUT', policy });
}

/** Has somebody written rules, or is it as a kernel without any? */
export function hasRules(text: string): boolean {
  return /^-A INPUT /m.test(text) || /^-P INPUT DROP$/m.test(text);
}

const VERDICTS: Readonly<Record<string, Verdict>> = {
  ACCEPT: 'accept',
  DROP: 'drop',
  REJECT: 'drop',
  RETURN: 'return',
};
/** Targets after which the next rule is looked at. */
const PASSING = /^(?:LOG|NFLOG|MARK|CONNMARK|TCPMSS|AUDIT|TRACE)$/;
/** The names of modules say nothing that their options do not. */
const SILENT = /^(?:tcp|state|conntrack|comment|multiport)$/;

const MEETS: Readonly<Record<string, (value: string, port: number, house: House) => Meets>> = {
  '-p': (value) => (value === 'tcp' || value === 'all' ? 'always' : 'never'),
  '-i': (value, _port, { interfaces }) => (interfaces.includes(value) ? 'always' : 'never'),
  '-s': (value, _port, house) => sourceMeets(value, house),
  '-m': (value) => (SILENT.test(value) ? 'always' : 'maybe'),
  '--dport': portMeets,
  '--dports': portMeets,
  '--state': stateMeets,
  '--ctstate': stateMeets,
};

function ruleOf(rest: string, port: number, house: House): PlainRule {
  const words = rest.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? [];
  const conditions: Meets[] = [];
  let verdict: Verdict = 'none';
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const value = words[at + 1] ?? '';
    const isDenied = words[at - 1] === '!';
    // How many words an option that we do not know takes, nobody says: those are passed over as no options.
    if (!word.startsWith('-') || word === '--comment') continue;
    if (word === '-j' || word === '-g') {
      verdict = verdictOf(value, word === '-j');
      break; // what follows is how, not whether
    }
    const meets = (MEETS[word] ?? (() => 'maybe' as const))(value, port, house);
    conditions.push(isDenied ? 'maybe' : meets);
  }
  return { meets: meetsAll(conditions), verdict };
}

function verdictOf(target: string, comesBack: boolean): Verdict {
  return VERDICTS[target] ?? (PASSING.test(target) ? 'none' : { to: target, comesBack });
}

function portMeets(list: string, port: number): Meets {
  const holds = list.split(',').some((part) => {
    const [first = '', last = first] = part.split(':');
    return port >= Number(first) && port <= Number(last);
  });
  return holds ? 'always' : 'never';
}

function stateMeets(list: string): Meets {
  return list.split(',').includes('NEW') ? 'always' : 'never';
}

import { isAbsolute } from 'node:path';
import { describeHash } from '../../jupyter/password/describe.ts';
import type { Change, LineEdit } from '../../plan/change.ts';
import { isSecretName } from '../../python-config/secret-names.ts';
import type { System } from '../../system/system.ts';
import type { ComplaintContext } from './complaint.ts';

/** A value that stands on several lines, as a terminal or a mail program wraps a long text. */
interface WrappedValue {
  /** The first line, 1-based. */
  readonly line: number;
  /** How many lines it takes. */
  readonly count: number;
  readonly name: string;
  readonly value: string;
  /** The one line that was meant. */
  readonly after: string;
}

const OPENED =
  /^(?<start>[ \t]*c\.\w+\.(?<name>\w+)[ \t]*=[ \t]*)(?:[uU]?(?<quote>['"])(?<value>[^'"#\\]*?))?[ \t]*$/;
const CLOSED = /^(?<value>[^'"\\]*)(?<quote>['"])[ \t]*(?<rest>(?:#.*)?)$/;
const WHOLE = /^[uU]?(?<quote>['"])(?<value>[^'"\\]*)\k<quote>[ \t]*(?<rest>(?:#.*)?)$/;
/** An argon2 hash at 40 columns takes four lines. */
const MOST_LINES = 8;

/** The wrapped value that a complaint is about: it begins in that line, or in the one before it. */
export function wrappedValue({ line, lines }: ComplaintContext): WrappedValue | undefined {
  if (line === undefined) return undefined;
  return wrappedAt(lines, line) ?? wrappedAt(lines, line - 1);
}

function wrappedAt(lines: readonly string[], line: number): WrappedValue | undefined {
  const { start, name = '', quote, value = '' } = OPENED.exec(lines[line - 1] ?? '')?.groups ?? {};
  if (start === undefined) return undefined;
  let text = value;
  for (let count = 2; count <= MOST_LINES; count += 1) {
    const next = lines[line - 2 + count]?.trim();
    if (next === undefined || next === '' || /^(?:#|c\.)/.test(next)) return undefined;
    const closed = (quote === undefined ? WHOLE : CLOSED).exec(next)?.groups;
    if (closed !== undefined && (quote === undefined || closed.quote === quote)) {
      const whole = text + closed.value;
      const rest = closed.rest ? `  ${closed.rest}` : '';
      const after = `${start.trimEnd()} ${closed.quote}${whole}${closed.quote}${rest}`;
      return { line, count, name, value: whole, after };
    }
    if (quote === undefined || /['"\\]/.test(next)) return undefined;
    text += next;
  }
  return undefined;
}

/** Joins the lines if together they are certainly one value: a hash, or the path of an existing file. */
export async function joinWrapped(context: ComplaintContext, system: System): Promise<Change[] | undefined> {
  const found = wrappedValue(context);
  const { path, lines } = context;
  if (found === undefined || path === undefined || !(await isCertain(found, system))) return undefined;
  const { line, count, after, name } = found;
  const edits = Array.from({ length: count }, (_, i): LineEdit => {
    const before = lines[line - 1 + i] ?? '';
    return i === 0 ? { line, before, after } : { line: line + i, before, after: '', removes: true };
  });
  const key = /c\.(\w+\.\w+)/.exec(after)?.[1] ?? '';
  return [{ kind: 'edit-lines', path, lines: edits, secret: isSecretName(name) ? [key] : [] }];
}

async function isCertain({ value }: WrappedValue, { files }: System): Promise<boolean> {
  if (isHash(value)) return true;
  return isAbsolute(value) && (await files.facts(value).catch(() => undefined)) !== undefined;
}

/** A hash that some password matches. */
export function isHash(text: string): boolean {
  const { form, problem } = describeHash(text);
  return (form === 'argon2' || form === 'hashlib') && problem === undefined;
}

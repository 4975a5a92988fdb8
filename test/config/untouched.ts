import type { Edit } from '../../src/config/index.ts';

/** Do the two files differ only in the lines that the edits name (and in a new block at the end)? */
export function untouchedElsewhere(before: string, after: string, edits: readonly Edit[]): boolean {
  const appended = new Set(edits.filter(({ how }) => how === 'appended').map(({ line }) => line));
  const edited = new Set(
    edits.filter(({ how }) => how !== 'appended' && how !== 'unchanged').map(({ line }) => line),
  );
  const old = splitLines(before);
  const now = splitLines(after).map((text, i) => ({ text, line: i + 1 }));
  const kept = now.filter(({ line }) => !appended.has(line));
  const same = old.every((text, i) => {
    const found = kept[i];
    if (found === undefined) return false;
    if (edited.has(found.line)) return true;
    return found.text === text || (i === old.length - 1 && found.text.replace(/[\r\n]+$/, '') === text);
  });
  const extra = kept.slice(old.length).map(({ text }) => text.trim());
  return (
    same &&
    (extra.length === 0 ||
      /^,?# >>> jupyter-expose >>>,# W[^,]*,[^,]*,(?:c = get_config\(\) {2}# noqa,)?# <<< jupyter-expose <<<$/.test(
        extra.join(','),
      ))
  );
}

function splitLines(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}

/** How many letters are wrong, missing, too many or swapped. Case and _ do not count. */
export function distance(a: string, b: string): number {
  const [from, to] = [plain(a), plain(b)];
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, at) => at)];
  const cell = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      const swapped = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1] ? cell(i - 2, j - 2) + 1 : 99;
      row.push(Math.min(cell(i - 1, j) + 1, cell(i, j - 1) + 1, cell(i - 1, j - 1) + same, swapped));
    }
  }
  return cell(from.length, to.length);
}

/** The name that was probably meant: the nearest one, if it is near enough for a slip; the first of several. */
export function nearest(wrong: string, names: Iterable<string>, most = slips(wrong)): string | undefined {
  const ranked = [...names]
    .map((name) => ({ name, off: distance(wrong, name) }))
    .filter(({ off }) => off <= most)
    .sort((a, b) => a.off - b.off);
  return ranked[0]?.name;
}

function slips({ length }: string): number {
  if (length <= 4) return 1;
  return length <= 9 ? 2 : 3;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll('_', '');
}

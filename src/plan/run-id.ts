const FORM = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-[0-9a-f]{6}$/;

/** '20260131T235959123Z-0a1b2c': sorts by time, and later than `last` even if the clock was set back since. */
export function makeRunId(now: Date, random: Uint8Array, last: string | undefined): string {
  const afterLast = last === undefined ? 0 : timeOf(last) + 1;
  const time = new Date(Math.max(now.getTime(), afterLast)).toISOString().replace(/[-:.]/g, '');
  return `${time}-${Buffer.from(random.subarray(0, 3)).toString('hex')}`;
}

export function isRunId(name: string): boolean {
  return FORM.test(name);
}

function timeOf(id: string): number {
  return Date.parse(id.replace(FORM, '$1-$2-$3T$4:$5:$6.$7Z')) || 0;
}

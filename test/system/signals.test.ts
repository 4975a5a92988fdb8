import { afterEach, expect, it } from 'vitest';
import { ExposeError } from '../../src/errors.ts';
import { watchInterruptions } from '../../src/system/signals.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const before = SIGNALS.map((signal) => process.listeners(signal));

afterEach(() => {
  for (const [at, signal] of SIGNALS.entries())
    for (const listener of process.listeners(signal))
      if (!before[at]?.includes(listener)) process.off(signal, listener);
});

/** Interruptions whose program does not end, with what it said. */
function watch() {
  const ends: unknown[] = [];
  const interruptions = watchInterruptions((error) => {
    ends.push(error);
    throw new Error('ended');
  });
  const interrupt = (signal: NodeJS.Signals) => {
    try {
      process.emit(signal, signal);
    } catch {}
  };
  return { interruptions, interrupt, ends };
}

it.each([
  ['critical', /^Stopped in the middle\. The next jupyter-expose puts everything back/],
  ['abortable', /^Cancelled\. Nothing was changed\.$/],
] as const)('a second signal in %s work', async (kind, message) => {
  const { interruptions, interrupt, ends } = watch();
  await interruptions[kind](async (signal) => {
    interrupt('SIGINT');
    expect(signal.reason).toEqual(new ExposeError('cancelled', 'Cancelled. Nothing was changed.'));
    expect(ends).toEqual([]);
    interrupt('SIGTERM');
    expect(ends).toEqual([
      expect.objectContaining({ code: 'terminated', message: expect.stringMatching(message) }),
    ]);
  });
});

it('a signal between two pieces of work ends the program, which has changed nothing', async () => {
  const { interruptions, interrupt, ends } = watch();
  await interruptions.critical(async () => undefined);
  interrupt('SIGHUP');
  expect(ends).toEqual([new ExposeError('terminated', 'Cancelled. Nothing was changed.')]);
});

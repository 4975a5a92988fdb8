import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { glued } from '../../src/messages/command-line.ts';
import { startSpinner } from '../../src/output/spinner.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function written(terminal: boolean, milliseconds: number, unicode = true): string {
  let text = '';
  const spinner = startSpinner('Asking Jupyter', {
    stream: { write: (more) => (text += more) },
    terminal,
    unicode,
  });
  vi.advanceTimersByTime(milliseconds);
  spinner.stop();
  vi.advanceTimersByTime(1000);
  return text;
}

it('a short wait is not worth a word', () => {
  expect([written(true, 299), written(false, 299)]).toEqual(['', '']);
});

it('on a terminal it turns, and is wiped away', () => {
  expect(written(true, 430)).toBe('\r\u001b[K⠋ Asking Jupyter\r\u001b[K⠙ Asking Jupyter\r\u001b[K');
  expect(written(true, 310, false)).toBe('\r\u001b[K| Asking Jupyter\r\u001b[K');
});

it('elsewhere it is one plain line', () => {
  expect(written(false, 5000)).toBe('Asking Jupyter\n');
});

it('shows a command as it is typed', () => {
  const written: string[] = [];
  const stream = { write: (text: string) => written.push(text) };
  const spinner = startSpinner(`Asking ${glued('jupyter notebook')}`, {
    stream,
    terminal: false,
    unicode: true,
    delay: 0,
  });
  vi.advanceTimersByTime(1);
  spinner.stop();
  expect(written).toEqual(['Asking jupyter notebook\n']);
});

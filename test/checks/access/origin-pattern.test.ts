import { describe, expect, it } from 'vitest';
import { takesStrangers } from '../../../src/checks/access/origin-pattern.ts';

describe('a pattern for origins', () => {
  it.each([
    '.*',
    'http://.*',
    '[a-z]+://.*',
    'http://[a-z.]+',
    'http://evil',
    // Python looks at the beginning alone: https://team.example.org.evil.test matches.
    'https://team\\.example\\.org',
    '.*\\.example\\.com',
    // evilteam.example
    '^https?://.*team\\.example$',
    '^(https://a\\.org|http://.*)$',
    '(?i).*',
    '\\Ahttps?://.*',
    '(?#any)(?s:.*)',
    // A page in a frame without an origin.
    'null|https://team\\.example$',
  ])('%s takes strangers', (pattern) => expect(takesStrangers(pattern)).toBe(true));

  it.each([
    '',
    '^https://team\\.example\\.org$',
    'https://(a|b)\\.team\\.example$',
    'https://.*\\.team\\.example$',
    '^https://[a-z]+\\.team\\.example\\Z',
    'https?://localhost(:\\d+)?$',
    'https://team\\.example:8443$',
    '^http://192\\.168\\.0\\.\\d+(:\\d+)?$',
    '^https://(www\\.)?team\\.example$',
    '(?i)^https://team\\.example\\Z',
  ])('%s does not', (pattern) => expect(takesStrangers(pattern)).toBe(false));

  it.each(['(?x) https? :// .*', '(http)?(?(1).*|x)', '(?P<open'])('%s cannot be judged', (pattern) =>
    expect(takesStrangers(pattern)).toBeUndefined(),
  );
});

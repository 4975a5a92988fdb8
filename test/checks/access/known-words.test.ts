import { expect, it } from 'vitest';
import { isGuessable } from '../../../src/checks/access/known-words.ts';

it.each([
  'abababababababababababababababababababab',
  '12345678901234567890123456789012',
  '00000000-0000-0000-0000-000000000000',
  // md5 of 123456, sha1 of the user's name.
  'e10adc3949ba59abbe56e057f20f883e',
  'dc76e9f0c0006e8f919e0c515c66dbba3982f785',
  'c8de56fa4deed24899803e93c227592aef6538f93025fe01',
])('the token %s is guessed', (token) => expect(isGuessable(token, ['root'])).toBe(true));

it.each([
  '7d9e2c41-8b3f-4a6d-9e15-c2f70b8a63d4',
  '5d41402abc4b2a76b9719d911017c592ae5d41402abc4b2a',
  'kP3vX9qLw2ZtR7mN5bYc8dHf4gJs6aQe1uTiOoBx',
  'korrekt-pferd-batterie-klammer-tulpe',
])('the token %s is not', (token) => expect(isGuessable(token, ['root'])).toBe(false));

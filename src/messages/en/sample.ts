export const sample = {
  summary: 'an exercise',
  flag: 'what to drink: tea, coffee',
  label: 'Drink',
  message: 'What would you like to drink?',
  why: 'Nothing depends on it.',
  choices: { tea: 'tea', coffee: 'coffee' },
  fine: 'There is something to drink.',
};

/** The command `doctor`, and what every check may say. */
export const doctor = {
  broke: (check: string, reason: string) => `The check ${check} could not be made: ${reason}`,
  notReached: (cause: string) => `Not checked, because of ${cause}.`,
};

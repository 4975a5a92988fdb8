/** How long is waited, in milliseconds. */
export interface Limits {
  /** One answer, from connecting to the end of its body. */
  readonly answerMs: number;
  /** A kernel's start, its removal, and the opening of its WebSocket, for which newer servers first wait for it. */
  readonly kernelMs: number;
  /** From the open WebSocket to the value. */
  readonly evaluateMs: number;
  /** Between two questions whether the kernel is there. A kernel of notebook 5.7 loses what comes too early. */
  readonly askAgainMs: number;
  /** Between two looks whether a silent kernel is still alive. */
  readonly lookMs: number;
}

export const USUAL_LIMITS: Limits = {
  answerMs: 10_000,
  kernelMs: 60_000,
  evaluateMs: 60_000,
  askAgainMs: 1_000,
  lookMs: 3_000,
};

/** One event as readers get it: its number in the turn, counted from 1, and the frame as JSON. */
export interface LogEvent {
  readonly seq: number;
  readonly frame: string;
}

/** Events that belong together, of the one who may write now. */
export interface LogBatch {
  readonly turnId: string;
  /** Of whom writes; a lower one than the log knows is refused. */
  readonly epoch: number;
  /** Number of the first frame. */
  readonly first: number;
  readonly frames: readonly string[];
}

/**
 * Where the events of turns are kept, for readers on every replica. Whether a turn has ended is not for the log to say: its row does, so
 * that "nothing more yet" and "closed" are never mixed up.
 */
export interface LogStore {
  /** Appends, once however often it is repeated. @returns false when somebody else has taken the log over */
  append(batch: LogBatch): Promise<boolean>;
  /** From this number on, in order. A log that is gone answers nothing. */
  read(turnId: string, from: number, limit: number): Promise<LogEvent[]>;
  /** Refuses what former writers still append. */
  takeOver(turnId: string, epoch: number): Promise<void>;
  /** The turn has ended: its log is needed for a quarter of an hour more. */
  expire(turnId: string): Promise<void>;
  /** Forgets the log at once. */
  forget(turnId: string): Promise<void>;
  /** Forgets what is no longer needed. */
  purge(): Promise<void>;
}

export const LOG_STORE = Symbol('LogStore');

/** How long after its end a turn can be resumed event by event; then its text remains. */
export const KEEP_AFTER_END_SECONDS = 15 * 60;

export type LogLevel = 'info' | 'warn' | 'error';
export type Log = (level: LogLevel, message: string) => void;

export interface ReportedLine {
  readonly level: LogLevel;
  readonly text: string;
}

const LINE =
  /^(?:(?<backend>[^|]*)\|(?<state>[0-9A-Z]{5})\|)?(?<severity>LOG|WARNING|ERROR|FATAL|PANIC):\s+(?<text>.*)$/;

const START_OR_STOP =
  /^(starting PostgreSQL|database system (is|was) |received \w+ shutdown request|automatic recovery|redo |syncing data directory)/;
const TROUBLE = /terminated by signal|exited with exit code [^01]|reinitializing|^could not |crash/;

/** Statements failing for want of disk or memory, a damaged file, a bug: trouble of the server, not of the query. */
const SERVER_TROUBLE = /^(53|58|XX)/;
const ENDED_BY_OPERATOR = '57';
const BAD_PASSWORD = '28';

/**
 * What of PostgreSQL's own log is worth a line in ours. Errors of single queries are not: the query's
 * sender gets them anyway, and their text may quote values. For the same reason DETAIL, STATEMENT and
 * the like are never passed on.
 */
export function reportLine(line: string): ReportedLine | undefined {
  const groups = LINE.exec(line)?.groups;
  if (groups === undefined) return undefined;
  const { backend = '', state = '', severity = '', text = '' } = groups;
  const level = levelOf(severity, state, text, backend === 'client backend');
  return level === undefined ? undefined : { level, text };
}

function levelOf(severity: string, state: string, text: string, fromClient: boolean): LogLevel | undefined {
  switch (severity) {
    case 'PANIC':
      return 'error';
    case 'FATAL':
      if (state.startsWith(ENDED_BY_OPERATOR)) return undefined;
      if (state.startsWith(BAD_PASSWORD)) return 'warn';
      return fromClient && !SERVER_TROUBLE.test(state) ? undefined : 'error';
    case 'ERROR':
      return fromClient && !SERVER_TROUBLE.test(state) ? undefined : 'error';
    case 'WARNING':
      return fromClient ? undefined : 'warn';
    default:
      if (fromClient) return undefined;
      if (START_OR_STOP.test(text)) return 'info';
      return TROUBLE.test(text) ? 'warn' : undefined;
  }
}

export function saysReady(line: string): boolean {
  return line.includes('database system is ready to accept connections');
}
